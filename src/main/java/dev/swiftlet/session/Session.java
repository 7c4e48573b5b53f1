package dev.swiftlet.session;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.protocol.ClientMessage;
import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.ReplExit;
import dev.swiftlet.protocol.Role;
import dev.swiftlet.protocol.ServerMessage;
import dev.swiftlet.sandbox.Sandbox;
import dev.swiftlet.sandbox.WarmSandbox;
import dev.swiftlet.terminal.TerminalOutput;
import dev.swiftlet.toolchain.Toolchain;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One live place: a REPL in its sandbox, the clients that look at it, and what was printed.
/// Confined to its loop: every method that is not marked «any thread» is called there. A thin
/// shell: [Life] has its state, [ReplTerminal] is what people use, [Entrance] lets them in,
/// [Requests] hears what they want, [Exit] is how it ends, [Resumption] how it outlives a server.
public final class Session implements ClientHost {
    /// The longest `submit`, in bytes of UTF-8.
    public static final int MAX_SUBMIT = 32 * 1024;

    /// The longest binary frame of input, in bytes.
    public static final int MAX_INPUT_FRAME = 16 * 1024;

    /// As much as the agent keeps: whoever comes back within it misses nothing.
    static final int SCROLLBACK_BYTES = 1 << 20;

    private static final Logger LOG = Logger.getLogger(Session.class);

    private final SessionId id;
    private final Participant owner;
    private final Toolchain toolchain;
    private final EventLoop loop;
    private final SessionRecord record;
    private final Runnable onEnd;
    private final Life life;
    private final ReplTerminal repl;
    private final Terminal terminal;
    private final Exit exit;
    private final Entrance entrance;
    private final Requests requests;
    private final Resumption resumption;
    private final SessionRuns runs;
    private final Companions companions = new Companions();
    private @Nullable Sandbox sandbox;

    /// @param output the terminal's, which may have been printed to already
    /// @param clock monotonic
    /// @param age how long it lives already; more than 0 if its sandbox is to be adopted
    /// @param onEnd called once, on the loop, when the session is over
    Session(
            SessionId id,
            Participant owner,
            Toolchain toolchain,
            EventLoop loop,
            TerminalOutput output,
            SessionConfig config,
            Supplier<Duration> clock,
            Duration age,
            SessionRecord record,
            Runnable onEnd) {
        this.id = id;
        this.owner = owner;
        this.toolchain = toolchain;
        this.loop = loop;
        this.record = record;
        this.onEnd = onEnd;
        this.life = new Life(loop, config, clock, age, this::perform, this::eachSecond);
        this.repl = new ReplTerminal(toolchain, output, loop, config, clock, life, record, this::isRunBeside);
        this.terminal = repl.terminal();
        this.runs = new SessionRuns(new SessionRuns.Place(
                id,
                loop,
                config,
                clock,
                life,
                (client, role, taken) -> Greetings.hello(id, toolchain, config, client, role, taken),
                terminal.audience()::send,
                repl::killedBeside));
        this.exit = new Exit(life, repl, runs, record);
        this.entrance = new Entrance(id, toolchain, config, life, repl, exit, runs);
        this.requests = new Requests(life, repl);
        this.resumption = new Resumption(life, repl, record);
        if (age.isPositive()) {
            terminal.await();
        }
        life.begin();
    }

    /// Any thread.
    public SessionId id() {
        return id;
    }

    /// Any thread.
    public Participant owner() {
        return owner;
    }

    /// Any thread.
    public Toolchain toolchain() {
        return toolchain;
    }

    /// Any thread; a moment later it may have changed.
    public SessionState state() {
        return life.state();
    }

    /// Where everything else of this session is called.
    @Override
    public EventLoop loop() {
        return loop;
    }

    /// Completes when a prompt has come for the first time, or none will. Any thread.
    CompletableFuture<Void> prompted() {
        return repl.prompted();
    }

    /// When its own timer last looked at it. Any thread.
    Duration tickedAt() {
        return life.tickedAt();
    }

    /// What a terminal has printed that has printed nothing.
    static TerminalOutput newOutput() {
        return new TerminalOutput(SCROLLBACK_BYTES, 0);
    }

    /// What its first REPL is to be given, so that it is where another session was. Before the sandbox is there.
    void startFrom(Predecessor predecessor) {
        repl.replays().plan(ReplayPlan.of(predecessor.entries()));
        if (!predecessor.files().isEmpty()) {
            record.files(predecessor.files());
        }
    }

    /// It waits for its place.
    void queued(Ticket.Place place) {
        life.queued(place);
        terminal.audience().send(new ServerMessage.Queued(place.place(), place.estimateSeconds()));
    }

    /// It has its place.
    void admitted() {
        terminal.audience().send(new ServerMessage.Queued(null, null));
        life.admitted();
    }

    /// Whether it is to make way, if nobody uses it, for somebody who waits.
    void crowded(boolean now) {
        life.crowded(now);
    }

    /// Takes a sandbox whose REPL stands at its prompt, and whose output is this session's already.
    void sandboxReady(WarmSandbox ready) {
        repl.warm(ready.repl());
        sandboxReady(ready.sandbox());
    }

    /// Takes its sandbox. If the session is over already, the sandbox is closed.
    void sandboxReady(Sandbox ready) {
        if (take(ready)) {
            life.apply(new SessionEvent.SandboxReady());
        }
    }

    /// Takes the sandbox that an earlier server made for it, and goes on where that one stopped.
    /// If the session is over already, the sandbox is closed.
    void adopt(Sandbox found, SessionRecords.Kept kept) {
        if (take(found)) {
            orGiveUp(() -> resumption.found(found, kept));
        }
    }

    /// Its sandbox is not to be had any more: ends, after showing what is known of it.
    void lost(SessionRecords.Kept kept, CloseReason reason, String message) {
        resumption.lost(kept, reason, message);
    }

    /// Lets go of everything; see [Exit#detach].
    void detach() {
        if (isHere()) {
            companions.over();
            exit.detach();
        }
    }

    /// Its timer died, or fails: starts another, and ends the session if that is no use.
    void mend() {
        if (isHere()) {
            orGiveUp(life::mend);
        }
    }

    /// Ends the session. Does nothing if it has ended.
    public void end(CloseReason reason, String message) {
        life.end(reason, message);
    }

    /// Its runs.
    public SessionRuns runs() {
        return runs;
    }

    /// What else lives in its sandbox.
    public Companions companions() {
        return companions;
    }

    /// Somebody works with it in another way than at its terminal.
    public void used() {
        life.active();
    }

    /// Its editor's files were kept.
    ///
    /// @param any whether there are any
    public void filesKept(boolean any) {
        record.hasFiles(any);
    }

    /// A client has come.
    ///
    /// @return the client, or null if it was refused and its channel closed
    @Override
    public @Nullable Client join(ClientChannel channel, Role role, ClientMessage.Join join) {
        return entrance.join(channel, role, join);
    }

    /// A client's connection is gone.
    @Override
    public void leave(Client client) {
        entrance.leave(client);
    }

    /// A client typed.
    ///
    /// @param sequence its number among the sender's input
    @Override
    public void input(Client client, int sequence, ByteBuffer bytes) {
        requests.input(client, sequence, bytes);
    }

    /// A client sent a message other than `join`.
    @Override
    public void handle(Client client, ClientMessage message) {
        requests.handle(client, message);
    }

    /// A client's channel has room again.
    @Override
    public void drained(Client client) {
        terminal.drained(client);
    }

    private void orGiveUp(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "session given up sessionId=%s", id);
            end(CloseReason.SANDBOX_BROKEN, "The server could not go on with this session.");
        }
    }

    private boolean isHere() {
        return !life.isDetached() && !life.isOver();
    }

    /// @return whether the sandbox is this session's; if not, it is left to the next server, or closed
    private boolean take(Sandbox found) {
        if (life.isDetached()) {
            return false;
        }
        if (life.isOver()) {
            found.close();
            return false;
        }
        sandbox = found;
        runs.sandboxReady(found);
        companions.sandboxReady(found);
        return true;
    }

    private void eachSecond() {
        repl.typing().confirm();
        runs.eachSecond();
        terminal.advance();
    }

    private void perform(SessionEffect effect) {
        Audience audience = terminal.audience();
        switch (effect) {
            case START_REPL -> startRepl();
            case ANNOUNCE_REPL -> announceRepl();
            case ANNOUNCE_CLIENTS -> audience.send(new ServerMessage.Clients(audience.count()));
            case ANNOUNCE_IDLE -> life.warning().ifPresent(audience::send);
            case END -> exit.end(this::giveBack);
        }
    }

    private void announceRepl() {
        ServerMessage.Repl now = life.repl();
        if (ReplExit.NO_PROMPT.equals(now.exit())) {
            LOG.warnf("REPL ended without a prompt sessionId=%s", id);
        }
        terminal.audience().send(now);
    }

    private boolean isRunBeside() {
        return runs.isGoing();
    }

    private void startRepl() {
        if (sandbox != null) {
            repl.start(sandbox.agent());
        }
    }

    private void giveBack() {
        companions.over();
        if (sandbox != null) {
            sandbox.close();
        }
        onEnd.run();
    }
}
