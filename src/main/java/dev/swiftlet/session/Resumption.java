package dev.swiftlet.session;

import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.sandbox.Sandbox;

/// How a session goes on that an earlier server left: what was kept of it, then what its REPL has
/// printed since, then the clients. Confined to the session's loop.
final class Resumption {
    private final Life life;
    private final ReplTerminal repl;
    private final SessionRecord record;

    Resumption(Life life, ReplTerminal repl, SessionRecord record) {
        this.life = life;
        this.repl = repl;
        this.record = record;
    }

    /// Its sandbox was found.
    void found(Sandbox sandbox, SessionRecords.Kept kept) {
        recall(kept);
        if (repl.adopt(sandbox.agent())) {
            life.apply(new SessionEvent.SandboxAdopted(life.now()));
        } else {
            repl.caughtUp();
            life.apply(new SessionEvent.SandboxReady());
        }
    }

    /// Its sandbox is not to be had any more: ends, after showing what is known of it.
    void lost(SessionRecords.Kept kept, CloseReason reason, String message) {
        if (repl.terminal().isAwaiting() && !life.isDetached() && !life.isOver()) {
            recall(kept);
            repl.caughtUp();
        }
        life.end(reason, message);
    }

    private void recall(SessionRecords.Kept kept) {
        repl.recall(kept);
        if (!kept.entries().isEmpty()) {
            record.hasEntries();
        }
        if (kept.hasFiles()) {
            record.hasFiles(true);
        }
    }
}
