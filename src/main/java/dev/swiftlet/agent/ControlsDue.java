package dev.swiftlet.agent;

import dev.swiftlet.terminal.TerminalSize;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a process is to be told besides its input, gathered while the stream is full or lost:
/// however often it is asked, it is told once.
final class ControlsDue {
    private boolean interrupt;
    private int signals;
    private @Nullable TerminalSize size;
    private boolean sizeDue;

    void interrupt() {
        interrupt = true;
    }

    void signal(int signal) {
        signals |= 1 << signal;
    }

    void resize(TerminalSize newSize) {
        size = newSize;
        sizeDue = true;
    }

    /// The last size may have been lost with the stream; to be told it twice does no harm.
    void reconnected() {
        sizeDue = size != null;
    }

    /// All of it, as frames; nothing is due then.
    List<AgentFrame.ToAgent> take(int channel) {
        if (!sizeDue && !interrupt && signals == 0) {
            return List.of();
        }
        var frames = new ArrayList<AgentFrame.ToAgent>();
        var newSize = size;
        if (sizeDue && newSize != null) {
            frames.add(new AgentFrame.Resize(channel, newSize));
        }
        if (interrupt) {
            frames.add(new AgentFrame.Interrupt(channel));
        }
        for (var signal = 1; signal < Integer.SIZE; signal++) {
            if ((signals & 1 << signal) != 0) {
                frames.add(new AgentFrame.Signal(channel, signal));
            }
        }
        sizeDue = false;
        interrupt = false;
        signals = 0;
        return frames;
    }
}
