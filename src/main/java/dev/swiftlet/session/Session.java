package dev.swiftlet.session;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.protocol.ClientMessage;
import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.ErrorCode;
import dev.swiftlet.protocol.ReplExit;
import dev.swiftlet.protocol.ReplState;
import dev.swiftlet.protocol.Role;
import dev.swiftlet.protocol.ServerMessage;
import dev.swiftlet.sandbox.Sandbox;
import dev.swiftlet.sandbox.WarmRepl;
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
/// Confined to its loop: every method that is not marked «any thread» is called there. Decides
/// nothing about its life itself; that is [SessionState]'s.
public final class Session implements Repl.Listener {
    /// The longest `submit`, in bytes of UTF-8.
    public static final int MAX_SUBMIT = 32 * 1024;

    /// The longest binary frame of input, in bytes.
    public static final int MAX_INPUT_FRAME = 16 * 1024;

    /// As much as the agent keeps: whoever comes back within it misses nothing.
    private static final int SCROLLBACK_BYTES = 1 << 20;

    private static final Logger LOG = Logger.getLogger(Session.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final SessionId id;
    private final Owner owner;
    private final Toolchain toolchain;
    private final EventLoop loop;
    private final SessionConfig config;
    private final Supplier<Duration> clock;
    private final SessionRecord record;
    private final Runnable onEnd;
    private final TerminalOutput output;
    private final Audience audience = new Audience();
    private final Pacer pacer;
    private final EntryLog entries;
    private final Repl repl;
    private final Replays replays;
    private final Typing typing;
    private final Companions companions = new Companions();
    private Runnable stopTicking;
    private volatile Duration tickedAt;
    private final CompletableFuture<Void> prompted = new CompletableFuture<>();
    private volatile SessionState state;
    private @Nullable Sandbox sandbox;
    /// While what an earlier server left is not there yet; clients wait.
    private boolean adopting;
    /// This server lets go of it; another will adopt it.
    private boolean detached;
    private @Nullable WarmRepl warm;
    private Ticket.@Nullable Place queued;
    private boolean crowded;
    private int lastClient;

    /// @param output the terminal's, which may have been printed to already
    /// @param clock monotonic
    /// @param age how long it lives already; more than 0 if its sandbox is to be adopted
    /// @param onEnd called once, on the loop, when the session is over
    Session(
            SessionId id,
            Owner owner,
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
        this.output = output;
        this.config = config;
        this.clock = clock;
        this.record = record;
        this.onEnd = onEnd;
        this.repl = new Repl(toolchain, output, this);
        this.pacer = new Pacer(new Pace(config.outputBytesPerSecond()), loop, clock, output, audience, repl);
        this.replays = new Replays(loop, config.replayPatience(), audience, repl);
        this.entries = new EntryLog(output, record::entry, replays::evaluated);
        this.typing = new Typing(loop, repl, audience, entries, replays);
        output.listen(entries);
        this.tickedAt = clock.get();
        this.adopting = age.isPositive();
        if (adopting) {
            pacer.hold();
        }
        this.state = SessionState.startedAt(tickedAt.minus(age), tickedAt);
        this.stopTicking = loop.every(TICK, this::tick);
    }

    /// Any thread.
    public SessionId id() {
        return id;
    }

    /// Any thread.
    public Owner owner() {
        return owner;
    }

    /// Any thread.
    public Toolchain toolchain() {
        return toolchain;
    }

    /// Any thread; a moment later it may have changed.
    public SessionState state() {
        return state;
    }

    /// Completes when a prompt has come for the first time, or none will. Any thread.
    CompletableFuture<Void> prompted() {
        return prompted;
    }

    /// Where everything else of this session is called.
    public EventLoop loop() {
        return loop;
    }

    /// What its first REPL is to be given, so that it is where another session was. Before the sandbox is there.
    void startFrom(Predecessor predecessor) {
        replays.plan(ReplayPlan.of(predecessor.entries()));
        if (!predecessor.files().isEmpty()) {
            record.files(predecessor.files());
        }
    }

    /// What a terminal has printed that has printed nothing.
    static TerminalOutput newOutput() {
        return new TerminalOutput(SCROLLBACK_BYTES, 0);
    }

    /// It waits for its place.
    void queued(Ticket.Place place) {
        queued = place;
        audience.send(new ServerMessage.Queued(place.place(), place.estimateSeconds()));
    }

    /// It has its place; the wait was no idleness.
    void admitted() {
        queued = null;
        audience.send(new ServerMessage.Queued(null, null));
        apply(new SessionEvent.Activity(clock.get()));
    }

    /// Whether it is to make way, if nobody uses it, for somebody who waits.
    void crowded(boolean now) {
        crowded = now;
    }

    /// Takes a sandbox whose REPL stands at its prompt, and whose output is this session's already.
    void sandboxReady(WarmSandbox ready) {
        warm = ready.repl();
        sandboxReady(ready.sandbox());
    }

    /// Takes its sandbox. If the session is over already, the sandbox is closed.
    void sandboxReady(Sandbox ready) {
        if (detached) {
            return;
        }
        if (state instanceof SessionState.Ended) {
            ready.close();
            return;
        }
        sandbox = ready;
        companions.sandboxReady(ready);
        apply(new SessionEvent.SandboxReady());
    }

    /// Takes the sandbox that an earlier server made for it, and goes on where that one stopped.
    /// If the session is over already, the sandbox is closed.
    ///
    void adopt(Sandbox found, SessionRecords.Kept kept) {
        if (detached) {
            return;
        }
        if (state instanceof SessionState.Ended) {
            found.close();
            return;
        }
        sandbox = found;
        companions.sandboxReady(found);
        recall(kept);
        if (repl.adopt(found.agent())) {
            apply(new SessionEvent.SandboxAdopted(clock.get()));
        } else {
            caughtUp();
            apply(new SessionEvent.SandboxReady());
        }
    }

    /// Its sandbox is not to be had any more: ends, after showing what is known of it.
    void lost(SessionRecords.Kept kept, CloseReason reason, String message) {
        if (adopting && !detached && state instanceof SessionState.Open) {
            recall(kept);
            caughtUp();
        }
        end(reason, message);
    }

    private void recall(SessionRecords.Kept kept) {
        byte[] transcript = kept.transcript();
        entries.recall(kept.entries());
        output.skipTo(kept.transcriptEnd() - transcript.length);
        output.append(transcript, 0, transcript.length);
        if (!kept.entries().isEmpty()) {
            record.hasEntries();
        }
        if (kept.hasFiles()) {
            record.hasFiles(true);
        }
    }

    /// Lets go of everything: clients are told to come back, what stands on the terminal is kept,
    /// the sandbox is left as it is.
    void detach() {
        if (detached || state instanceof SessionState.Ended) {
            return;
        }
        detached = true;
        companions.over();
        pacer.hold();
        prompted.complete(null);
        entries.replEnded(replays.replEnded(true));
        stopTicking.run();
        keepTranscript();
        audience.close(stopping());
    }

    private static ServerMessage.Closed stopping() {
        return new ServerMessage.Closed(
                CloseReason.SERVER_STOPPING, false, false, "The server is being restarted. Your session goes on.");
    }

    /// Its editor's files were kept.
    ///
    /// @param any whether there are any
    public void filesKept(boolean any) {
        record.hasFiles(any);
    }

    /// When its own timer last looked at it. Any thread.
    Duration tickedAt() {
        return tickedAt;
    }

    /// Its timer died, or fails: starts another, and ends the session if that is no use.
    void mend() {
        if (detached || state instanceof SessionState.Ended) {
            return;
        }
        stopTicking.run();
        stopTicking = loop.every(TICK, this::tick);
        try {
            tick();
        } catch (RuntimeException e) {
            LOG.errorf(e, "session given up sessionId=%s", id);
            end(CloseReason.SANDBOX_BROKEN, "The server could not go on with this session.");
        }
    }

    /// What else lives in its sandbox.
    public Companions companions() {
        return companions;
    }

    /// Somebody works with it in another way than at its terminal.
    public void used() {
        apply(new SessionEvent.Activity(clock.get()));
    }

    /// Ends the session. Does nothing if it has ended.
    public void end(CloseReason reason, String message) {
        apply(new SessionEvent.Over(reason, message));
    }

    /// A client has come.
    ///
    /// @return the client, or null if it was refused and its channel closed
    public @Nullable Client join(ClientChannel channel, Role role, ClientMessage.Join join) {
        if (state instanceof SessionState.Ended(var reason, var message)) {
            channel.close(new ServerMessage.Closed(reason, true, record.isWorthSaving(), message));
            return null;
        }
        if (detached) {
            channel.close(stopping());
            return null;
        }
        if (audience.count() >= config.maxClients()) {
            channel.close(CloseReason.CROWDED, "This session has as many clients as it can take.");
            return null;
        }
        audience.find(join.sender()).ifPresent(this::replaced);
        Client client = new Client(++lastClient, role, join.sender(), channel, output, join.size());
        channel.send(new ServerMessage.Hello(
                id.value(),
                client.number(),
                role,
                typing.join(join.sender()),
                new ServerMessage.ToolchainLabel(toolchain.id(), toolchain.label()),
                new ServerMessage.Limits(
                        MAX_INPUT_FRAME,
                        MAX_SUBMIT,
                        config.inputBytesPerSecond(),
                        config.idleTimeout().toSeconds())));
        boolean controlChanged = audience.add(client);
        channel.send(audience.control());
        apply(new SessionEvent.ClientJoined(clock.get(), role.includes(Role.EDITOR)));
        channel.send(replMessage());
        if (queued != null) {
            channel.send(new ServerMessage.Queued(queued.place(), queued.estimateSeconds()));
        }
        replays.greet(channel);
        client.want(join.offset());
        if (!adopting) {
            client.begin();
        }
        if (controlChanged) {
            controlChanged();
        }
        return client;
    }

    /// A client's connection is gone.
    public void leave(Client client) {
        if (!audience.contains(client)) {
            return;
        }
        if (audience.remove(client)) {
            controlChanged();
        }
        apply(new SessionEvent.ClientLeft(clock.get()));
        pacer.advance();
    }

    /// The same page came back before its lost connection was noticed; what that one may still
    /// bring is too late.
    private void replaced(Client former) {
        leave(former);
        former.channel().close(CloseReason.GONE, "This page has another connection now.");
    }

    /// A client typed.
    ///
    /// @param sequence its number among the sender's input
    public void input(Client client, int sequence, ByteBuffer bytes) {
        if (mayType(client)) {
            typing.input(client, sequence, bytes);
        }
    }

    /// A client sent a message other than `join`.
    public void handle(Client client, ClientMessage message) {
        if (!client.role().includes(message.leastRole())) {
            client.refuse(ErrorCode.FORBIDDEN, "Viewers can only watch.");
            return;
        }
        switch (message) {
            case ClientMessage.Join _ -> client.refuse(ErrorCode.MALFORMED, "This client has joined already.");
            case ClientMessage.Resize(var size) -> {
                if (audience.resize(client, size)) {
                    controlChanged();
                }
            }
            case ClientMessage.Submit(var sequence, var text) -> {
                if (mayType(client)) {
                    typing.submit(client, sequence, text);
                }
            }
            case ClientMessage.Interrupt() -> {
                if (mayType(client)) {
                    typing.interrupt();
                }
            }
            case ClientMessage.Restart(var replay) -> restart(replay);
            case ClientMessage.StopReplay() -> replays.stop("It was stopped.");
            case ClientMessage.Keep() -> apply(new SessionEvent.Activity(clock.get()));
            case ClientMessage.Pause() -> client.pause();
            case ClientMessage.Resume() -> {
                client.resume();
                pacer.advance();
            }
            case ClientMessage.Ping(var ping) -> client.channel().send(new ServerMessage.Pong(ping));
        }
    }

    /// A client's channel has room again.
    public void drained(Client client) {
        if (audience.contains(client)) {
            client.pump();
            pacer.advance();
        }
    }

    @Override
    public void printed(long offset, ByteBuffer bytes) {
        entries.printed();
        audience.offer(offset, bytes);
        replays.advance(output.isReady());
        pacer.advance();
    }

    @Override
    public void changed(ReplState now) {
        apply(new SessionEvent.ReplChanged(now));
        if (now == ReplState.READY) {
            prompted.complete(null);
            audience.catchUp();
        }
        replays.changed(now);
    }

    @Override
    public void accepted(int line, String text, boolean cut) {
        if (!cut) {
            entries.accepted(line, text);
        }
        replays.accepted();
        audience.send(new ServerMessage.Accepted(line, text));
        replays.advance(output.isReady());
    }

    @Override
    public void caughtUp() {
        adopting = false;
        entries.caughtUp();
        pacer.restart();
        audience.begin();
        if (audience.controlling() != null) {
            repl.resize(audience.size());
        }
    }

    @Override
    public void inputDrained() {
        audience.resumeInput();
    }

    @Override
    public void exited(ReplExit exit) {
        prompted.complete(null);
        entries.replEnded(replays.replEnded(true));
        apply(new SessionEvent.ReplExited(exit));
        keepTranscript();
        audience.resumeInput();
    }

    private boolean mayType(Client client) {
        if (!client.role().includes(Role.EDITOR)) {
            client.refuse(ErrorCode.FORBIDDEN, "Viewers can only watch.");
            return false;
        }
        apply(new SessionEvent.Activity(clock.get()));
        if (audience.takeControl(client)) {
            controlChanged();
        }
        return audience.contains(client);
    }

    private void restart(boolean replay) {
        if (state instanceof SessionState.Open open && open.repl() == ReplState.ENDED) {
            replays.plan(replay ? ReplayPlan.of(entries.entries()) : ReplayPlan.NONE);
            apply(new SessionEvent.RestartRequested(clock.get()));
        }
    }

    private void controlChanged() {
        repl.resize(audience.size());
        audience.send(audience.control());
    }

    private void tick() {
        apply(new SessionEvent.Tick(clock.get()));
        typing.confirm();
        pacer.advance();
        tickedAt = clock.get();
    }

    private void apply(SessionEvent event) {
        if (detached) {
            return;
        }
        SessionState.Step step = state.apply(event, rules());
        state = step.state();
        step.effects().forEach(this::perform);
    }

    private IdleRules rules() {
        if (queued != null) {
            return config.waitingRules();
        }
        return crowded ? config.crowdedRules() : config.idleRules();
    }

    private void perform(SessionEffect effect) {
        switch (effect) {
            case START_REPL -> startRepl();
            case ANNOUNCE_REPL -> audience.send(replMessage());
            case ANNOUNCE_CLIENTS -> audience.send(new ServerMessage.Clients(audience.count()));
            case ANNOUNCE_IDLE -> announceIdle();
            case END -> finish();
        }
    }

    private void startRepl() {
        if (sandbox != null) {
            replays.replStarted();
            if (warm == null) {
                repl.start(sandbox.agent(), audience.size());
            } else {
                repl.takeOver(warm, audience.size());
                warm = null;
            }
            entries.replStarted();
            pacer.restart();
        }
    }

    private ServerMessage.Repl replMessage() {
        return state instanceof SessionState.Open open
                ? new ServerMessage.Repl(open.repl(), open.exit())
                : new ServerMessage.Repl(ReplState.ENDED, null);
    }

    private void announceIdle() {
        if (state instanceof SessionState.Open open) {
            audience.send(open.warning(clock.get(), rules()));
        }
    }

    private void finish() {
        stopTicking.run();
        prompted.complete(null);
        entries.replEnded(replays.replEnded(false));
        companions.over();
        if (sandbox != null) {
            sandbox.close();
        }
        onEnd.run();
        if (state instanceof SessionState.Ended(var reason, var message)) {
            keepTranscript();
            record.over(reason, message);
            audience.close(new ServerMessage.Closed(reason, true, record.isWorthSaving(), message));
        }
    }

    /// While it is being adopted, what is kept is more than what is here.
    private void keepTranscript() {
        if (!adopting && output.end() > output.start()) {
            record.transcript(output.read(output.start(), SCROLLBACK_BYTES), output.end());
        }
    }
}
