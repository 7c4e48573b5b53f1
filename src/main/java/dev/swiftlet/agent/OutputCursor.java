package dev.swiftlet.agent;

/// Where one stream of output is: what came, what was acknowledged, what may come.
final class OutputCursor {
    /// Acknowledgements are gathered: a sixteenth of the window costs the program nothing and
    /// saves a frame for each key's echo.
    static final int ACKNOWLEDGE_STEP_BYTES = 16_384;

    /// The agent reads in chunks: its last one may pass the window's end.
    private static final int SLACK_BYTES = 65_536;

    private long next;
    private long end;
    private long acknowledged;
    private long acknowledgedSent;
    private boolean mayLeap;

    OutputCursor(long first) {
        next = first;
        acknowledged = first;
        acknowledgedSent = first;
    }

    long next() {
        return next;
    }

    /// Takes bytes that arrived.
    void take(long offset, int length) throws MalformedFrameException {
        if (offset != next && !(mayLeap && offset > next)) {
            throw new MalformedFrameException("output at " + offset + " where " + next + " was due");
        }
        if (mayLeap) {
            // The agent counts its window from the oldest byte it had.
            acknowledgedSent = Math.max(acknowledgedSent, offset);
            mayLeap = false;
        }
        next = offset + length;
        if (next > Math.max(end, acknowledgedSent + AgentFrame.OUTPUT_WINDOW_BYTES) + SLACK_BYTES) {
            throw new MalformedFrameException("output beyond its window");
        }
    }

    /// Everything before the offset is taken. Offsets that have not come yet are cut.
    void acknowledge(long offset) {
        acknowledged = Math.max(acknowledged, Math.min(offset, next));
    }

    boolean acknowledgementDue() {
        return acknowledged - acknowledgedSent >= ACKNOWLEDGE_STEP_BYTES;
    }

    long acknowledgement() {
        acknowledgedSent = acknowledged;
        return acknowledged;
    }

    /// On a new stream: goes on from where it is, or from the oldest that the agent still has.
    ///
    /// @param live what the agent says it has
    long resumeAt(AgentFrame.LiveStream live) throws MalformedFrameException {
        if (live.end() < next) {
            throw new MalformedFrameException("the agent has less output than it has sent");
        }
        mayLeap = true;
        end = live.end();
        acknowledgedSent = next;
        return next;
    }
}
