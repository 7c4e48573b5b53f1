package dev.swiftlet.session;

import dev.swiftlet.agent.AgentConnection;
import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.protocol.ReplExit;
import dev.swiftlet.protocol.ReplState;
import dev.swiftlet.protocol.ServerMessage;
import dev.swiftlet.sandbox.WarmRepl;
import dev.swiftlet.terminal.TerminalOutput;
import dev.swiftlet.toolchain.Toolchain;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A session's REPL, one after another, on their terminal: what people type, the entries that were
/// taken, what is entered again. Puts together what happens to them; decides nothing about the
/// session. Confined to its loop.
final class ReplTerminal implements Repl.Listener {
    private final Life life;
    private final SessionRecord record;
    private final Terminal terminal;
    private final Repl repl;
    private final Replays replays;
    private final EntryLog entries;
    private final Typing typing;
    private final BooleanSupplier runBeside;
    private final CompletableFuture<Void> prompted = new CompletableFuture<>();
    private @Nullable WarmRepl warm;

    /// @param runBeside whether a run is under way in the sandbox
    ReplTerminal(
            Toolchain toolchain,
            TerminalOutput output,
            EventLoop loop,
            SessionConfig config,
            Supplier<Duration> clock,
            Life life,
            SessionRecord record,
            BooleanSupplier runBeside) {
        this.runBeside = runBeside;
        this.life = life;
        this.record = record;
        this.repl = new Repl(toolchain, output, this, new FirstPrompt(loop, config.promptPatience()));
        this.terminal = new Terminal(output, repl, new Pace(config.outputBytesPerSecond()), loop, clock);
        Audience audience = terminal.audience();
        this.replays = new Replays(loop, config.replayPatience(), audience, repl, this::owe);
        this.entries = new EntryLog(output, record::entry, replays::evaluated);
        this.typing = new Typing(loop, repl, audience, entries, replays);
        output.listen(entries);
    }

    Terminal terminal() {
        return terminal;
    }

    Typing typing() {
        return typing;
    }

    Replays replays() {
        return replays;
    }

    /// Completes when a prompt has come for the first time, or none will. Any thread.
    CompletableFuture<Void> prompted() {
        return prompted;
    }

    /// The first one stands at its prompt already; [#start] takes it.
    void warm(WarmRepl ready) {
        warm = ready;
    }

    void start(AgentConnection agent) {
        replays.replStarted();
        if (warm == null) {
            repl.start(agent, terminal.audience().size());
        } else {
            repl.takeOver(warm, terminal.audience().size());
            warm = null;
        }
        entries.replStarted();
        terminal.programStarted();
    }

    /// What the next one is to be given: all that the others took, or nothing.
    void plan(boolean replay) {
        replays.plan(replay ? ReplayPlan.of(entries.entries()) : ReplayPlan.NONE);
    }

    /// Goes on with the one that an earlier server started.
    ///
    /// @return false if there is none
    boolean adopt(AgentConnection agent) {
        return repl.adopt(agent);
    }

    /// What an earlier server kept of it comes before what its process has still.
    void recall(SessionRecords.Kept kept) {
        SessionStore.Transcript transcript = kept.transcript();
        entries.recall(kept.entries());
        terminal.output().skipTo(transcript.start());
        terminal.output().append(transcript.bytes(), 0, transcript.bytes().length);
    }

    /// See [Repl#killedBeside].
    void killedBeside(long kills) {
        repl.killedBeside(kills);
    }

    /// There is no REPL here any more, though it did not end by itself.
    ///
    /// @param current what becomes of the entry that was being entered again
    void over(Replay.Current current) {
        prompted.complete(null);
        repl.letGo();
        replays.replEnded(current);
    }

    private void owe(List<ReplayPlan.Step> rest) {
        entries.owe(rest);
    }

    /// Keeps what stands on the terminal; not while more is kept than is here.
    void keepTranscript() {
        TerminalOutput output = terminal.output();
        if (!terminal.isAwaiting() && output.end() > output.start()) {
            record.transcript(output.read(output.start(), Session.SCROLLBACK_BYTES), output.end());
        }
    }

    @Override
    public void printed(long offset, ByteBuffer bytes) {
        entries.printed();
        terminal.show(offset, bytes);
        replays.advance(terminal.output().isReady());
        terminal.advance();
    }

    @Override
    public void changed(ReplState now) {
        life.apply(new SessionEvent.ReplChanged(now));
        if (now == ReplState.READY) {
            prompted.complete(null);
            terminal.audience().catchUp();
        }
        replays.changed(now);
    }

    @Override
    public void accepted(int line, String text, boolean cut) {
        if (!cut) {
            entries.accepted(line, text);
        }
        replays.accepted();
        terminal.audience().send(new ServerMessage.Accepted(line, text));
        replays.advance(terminal.output().isReady());
    }

    @Override
    public void caughtUp() {
        entries.caughtUp();
        terminal.begin();
    }

    @Override
    public void inputDrained() {
        terminal.audience().resumeInput();
    }

    @Override
    public void exited(ReplExit exit) {
        prompted.complete(null);
        String untaken = replays.replEnded(Replay.Current.IS_GIVEN_UP);
        // A run has the same sandbox and the same user: it can end the REPL by memory or by a signal.
        String fatal = entries.replEnded(exit.died() && !runBeside.getAsBoolean());
        life.apply(new SessionEvent.ReplExited(exit.leavingOut(untaken == null ? fatal : untaken)));
        keepTranscript();
        terminal.audience().resumeInput();
    }
}
