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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One live place: a REPL in its sandbox, the clients that look at it, and what was printed. Confined to its loop:
/// every method
/// that is not marked «any thread» is called there. Decides nothing about its life itself; that is [SessionState]'s.
public final class Session implements Repl.Listener {
    /// The longest `submit`, in bytes of UTF-8.
    public static final int MAX_SUBMIT = 32 * 1024;

    /// The longest binary frame of input, in bytes.
    public static final int MAX_INPUT_FRAME = 16 * 1024;

    /// As much as the agent keeps: whoever comes back within it misses nothing.
    private static final int SCROLLBACK_BYTES = 1 << 20;

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration PACE_TICK = Duration.ofMillis(50);

    private final SessionId id;
    private final Owner owner;
    private final Toolchain toolchain;
    private final EventLoop loop;
    private final SessionConfig config;
    private final Supplier<Duration> clock;
    private final Runnable onEnd;
    private final TerminalOutput output;
    private final Audience audience = new Audience();
    private final Pace pace;
    private final EntryLog entries;
    private final Repl repl;
    private final Replays replays;
    private final Typing typing;
    private final Runnable stopTicking;
    private volatile SessionState state;
    private @Nullable Sandbox sandbox;
    private @Nullable WarmRepl warm;
    private Ticket.@Nullable Place queued;
    private boolean crowded;
    private boolean paceScheduled;
    private int lastClient;

    /// @param output the terminal's, which may have been printed to already
    /// @param clock monotonic
    /// @param kept told of each entry that a REPL takes, and of what it printed
    /// @param onEnd called once, on the loop, when the session is over
    Session(
            SessionId id,
            Owner owner,
            Toolchain toolchain,
            EventLoop loop,
            TerminalOutput output,
            SessionConfig config,
            Supplier<Duration> clock,
            EntryLog.Sink kept,
            Runnable onEnd) {
        this.id = id;
        this.owner = owner;
        this.toolchain = toolchain;
        this.loop = loop;
        this.output = output;
        this.config = config;
        this.clock = clock;
        this.onEnd = onEnd;
        this.pace = new Pace(config.outputBytesPerSecond());
        this.repl = new Repl(toolchain, output, this);
        this.replays = new Replays(loop, config.replayPatience(), audience, repl);
        this.entries = new EntryLog(output, kept, replays::evaluated);
        this.typing = new Typing(loop, repl, audience, entries, replays);
        output.listen(entries);
        this.state = SessionState.starting(clock.get());
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

    /// Where everything else of this session is called.
    public EventLoop loop() {
        return loop;
    }

    /// What its first REPL is to be given, so that it is where another session was. Before the sandbox is there.
    void startFrom(ReplayPlan plan) {
        replays.plan(plan);
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
        if (state instanceof SessionState.Ended) {
            ready.close();
            return;
        }
        sandbox = ready;
        apply(new SessionEvent.SandboxReady());
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
            channel.close(reason, true, message);
            return null;
        }
        if (audience.count() >= config.maxClients()) {
            channel.close(CloseReason.CROWDED, false, "This session has as many clients as it can take.");
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
        apply(new SessionEvent.ClientJoined(clock.get()));
        channel.send(replMessage());
        replays.greet(channel);
        if (queued != null) {
            channel.send(new ServerMessage.Queued(queued.place(), queued.estimateSeconds()));
        }
        client.begin(join.offset());
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
        keepPace();
    }

    /// The same page came back before its lost connection was noticed; what that one may still bring is too late.
    private void replaced(Client former) {
        leave(former);
        former.channel().close(CloseReason.GONE, false, "This page has another connection now.");
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
                keepPace();
            }
            case ClientMessage.Ping(var ping) -> client.channel().send(new ServerMessage.Pong(ping));
        }
    }

    /// A client's channel has room again.
    public void drained(Client client) {
        if (audience.contains(client)) {
            client.pump();
            keepPace();
        }
    }

    @Override
    public void printed(long offset, ByteBuffer bytes) {
        entries.printed();
        audience.offer(offset, bytes);
        replays.advance(output.isReady());
        keepPace();
    }

    @Override
    public void changed(ReplState now) {
        apply(new SessionEvent.ReplChanged(now));
        if (now == ReplState.READY) {
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
    public void inputDrained() {
        audience.resumeInput();
    }

    @Override
    public void exited(ReplExit exit) {
        entries.replEnded(replays.replEnded(true));
        apply(new SessionEvent.ReplExited(exit));
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
        keepPace();
    }

    private void apply(SessionEvent event) {
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
            pace.restart(output.end(), clock.get());
        }
    }

    private ServerMessage.Repl replMessage() {
        return state instanceof SessionState.Open open
                ? new ServerMessage.Repl(open.repl(), open.exit())
                : new ServerMessage.Repl(ReplState.ENDED, null);
    }

    private void announceIdle() {
        if (state instanceof SessionState.Open open) {
            audience.send(new ServerMessage.Idle(open.secondsLeft(clock.get(), rules())));
        }
    }

    private void finish() {
        stopTicking.run();
        entries.replEnded(replays.replEnded(false));
        if (state instanceof SessionState.Ended(var reason, var message)) {
            audience.close(reason, true, message);
        }
        if (sandbox != null) {
            sandbox.close();
        }
        onEnd.run();
    }

    /// Lets the program print on.
    private void keepPace() {
        Client controlling = audience.controlling();
        if (pace.advance(clock.get(), controlling == null ? 0 : controlling.taken(), output.end())) {
            repl.acknowledge(pace.acknowledged());
        }
        if (pace.isBehind(output.end()) && !paceScheduled) {
            paceScheduled = true;
            loop.after(PACE_TICK, () -> {
                paceScheduled = false;
                keepPace();
            });
        }
    }
}
