package dev.swiftlet.session;

import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.ServerMessage;
import org.jspecify.annotations.Nullable;

/// How this server parts with a session: it is over, or it is left to the server that comes next.
/// Keeps what is to be kept, and tells the clients why. Confined to the session's loop.
final class Exit {
    private final Life life;
    private final ReplTerminal repl;
    private final SessionRuns runs;
    private final SessionRecord record;

    Exit(Life life, ReplTerminal repl, SessionRuns runs, SessionRecord record) {
        this.life = life;
        this.repl = repl;
        this.runs = runs;
        this.record = record;
    }

    /// What whoever comes too late is told; null while the session is here.
    ServerMessage.@Nullable Closed said() {
        if (life.state() instanceof SessionState.Ended ended) {
            return closed(ended);
        }
        return life.isDetached() ? stopping() : null;
    }

    /// The state has come to its end.
    ///
    /// @param giveBack gives back what the session held, before anybody is told
    void end(Runnable giveBack) {
        life.stop();
        repl.over(Replay.Current.IS_LEFT);
        giveBack.run();
        if (life.state() instanceof SessionState.Ended ended) {
            repl.keepTranscript();
            record.over(ended.reason(), ended.message());
            ServerMessage.Closed why = closed(ended);
            runs.over(why);
            repl.terminal().audience().close(why);
        }
    }

    /// Clients are told to come back, what stands on the terminal is kept, the sandbox is left as
    /// it is.
    void detach() {
        life.detach();
        repl.terminal().letGo();
        repl.over(Replay.Current.GOES_ON);
        life.stop();
        repl.keepTranscript();
        runs.over(new ServerMessage.Closed(
                CloseReason.SERVER_STOPPING, false, false, "The server is being restarted, which ends this run."));
        repl.terminal().audience().close(stopping());
    }

    private ServerMessage.Closed closed(SessionState.Ended ended) {
        return new ServerMessage.Closed(ended.reason(), true, record.isWorthSaving(), ended.message());
    }

    private static ServerMessage.Closed stopping() {
        return new ServerMessage.Closed(
                CloseReason.SERVER_STOPPING, false, false, "The server is being restarted. Your session goes on.");
    }
}
