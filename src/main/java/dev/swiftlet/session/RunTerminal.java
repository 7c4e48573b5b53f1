package dev.swiftlet.session;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.agent.ProcessSpec;
import dev.swiftlet.protocol.ErrorCode;
import dev.swiftlet.protocol.ServerMessage;
import dev.swiftlet.run.Console;
import dev.swiftlet.run.InteractiveRun;
import dev.swiftlet.run.RunEvent;
import dev.swiftlet.run.RunMode;
import dev.swiftlet.run.Workplace;
import dev.swiftlet.sandbox.Sandbox;
import dev.swiftlet.terminal.TerminalOutput;
import dev.swiftlet.terminal.TerminalSize;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One run beside a REPL: its program on a terminal of its own, what is typed there, and the run's events. Confined to
/// the session's loop, but for what is marked «any thread».
public final class RunTerminal implements Console, Terminal.Program {
    private static final byte CTRL_C = 3;
    private static final byte CTRL_D = 4;
    /// A program that was interrupted has something else to say by then.
    private static final Duration CATCH_UP = Duration.ofSeconds(1);

    private final RunId id;
    private final RunOrder order;
    private final EventLoop loop;
    private final Consumer<RunTerminal> onOver;
    private final InteractiveRun run;
    private final Terminal terminal;
    private final RunFeed feed;
    private final HeldInput held = new HeldInput();
    private final RunClients clients;
    private boolean ready;
    private volatile boolean over;

    /// @param clock monotonic
    /// @param onOver told once, when nothing of it runs any more
    RunTerminal(
            RunId id,
            RunOrder order,
            Sandbox sandbox,
            EventLoop loop,
            SessionConfig config,
            Supplier<Duration> clock,
            Consumer<RunTerminal> onOver,
            RunClients.Place place) {
        this.id = id;
        this.order = order;
        this.loop = loop;
        this.onOver = onOver;
        this.feed = new RunFeed(order.text());
        Workplace workplace = new Workplace(
                sandbox,
                loop,
                InteractiveRun.directory(id.value()),
                Map.of(ProcessSpec.Limit.NPROC, (long) order.processes()),
                0);
        this.run = new InteractiveRun(order.request(), workplace, order.settings(), order.readers(), this);
        this.terminal = new Terminal(Session.newOutput(), this, new Pace(config.outputBytesPerSecond()), loop, clock);
        terminal.audience().startWith(order.size());
        this.clients = new RunClients(this, terminal, feed, place);
    }

    /// Any thread.
    public RunId id() {
        return id;
    }

    /// Any thread.
    public RunMode mode() {
        return order.request().mode();
    }

    /// Whether nothing of it runs any more. Any thread; a moment later it may have changed.
    public boolean isOver() {
        return over;
    }

    /// Who looks at it. Any thread may ask.
    public ClientHost clients() {
        return clients;
    }

    void begin() {
        terminal.programStarted();
        run.begin();
    }

    void confirm() {
        clients.confirm();
    }

    void clientsClose(ServerMessage.Closed why) {
        clients.close(why);
    }

    /// It must make way.
    void kill() {
        run.kill();
    }

    /// Its sandbox goes, or this server lets go of it: nothing more comes.
    void abandon() {
        over = true;
        terminal.letGo();
        run.abandon();
    }

    void stop() {
        run.stop();
    }

    /// How many processes the kernel had killed for memory in the sandbox when something of this run last ended.
    long oomKills() {
        return run.oomKills();
    }

    /// What is typed before the program runs waits for it.
    ///
    /// @param from who is told if it is not taken
    void type(Client from, ByteBuffer bytes) {
        boolean interrupt = contains(bytes, CTRL_C);
        if (over) {
            from.refuse(ErrorCode.WRONG_STATE, "The run is over.");
        } else if (interrupt && (!ready || run.isInputFull())) {
            interrupt();
        } else if (!ready) {
            hold(from, bytes);
        } else {
            run.input(bytes);
            if (interrupt) {
                interrupted();
            } else if (run.isInputFull()) {
                from.channel().pauseInput();
            }
        }
    }

    void endOfInput(Client from) {
        if (over) {
            from.refuse(ErrorCode.WRONG_STATE, "The run is over.");
        } else if (ready) {
            run.endOfInput();
        } else {
            hold(from, ByteBuffer.wrap(new byte[] {CTRL_D}));
        }
    }

    /// Also ends a run whose program does not run yet.
    void interrupt() {
        interrupted();
        run.interrupt();
    }

    @Override
    public TerminalSize size() {
        return terminal.audience().size();
    }

    @Override
    public void ready() {
        ready = true;
        byte[] typed = held.release(1);
        if (typed != null) {
            run.input(ByteBuffer.wrap(typed));
        }
        resize(terminal.audience().size());
    }

    @Override
    public void printed(long offset, ByteBuffer bytes) {
        TerminalOutput output = terminal.output();
        output.skipTo(offset);
        output.append(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        terminal.show(offset, bytes);
        terminal.advance();
    }

    @Override
    public void inputDrained() {
        terminal.audience().resumeInput();
    }

    @Override
    public void event(RunEvent event) {
        feed.add(event);
        boolean last = event instanceof RunEvent.Ended;
        if (last) {
            over = true;
            terminal.audience().catchUp();
            terminal.audience().resumeInput();
        }
        clients.pump();
        if (last) {
            onOver.accept(this);
        }
    }

    @Override
    public void acknowledge(long offset) {
        run.acknowledge(offset);
    }

    @Override
    public void resize(TerminalSize size) {
        run.resize(size);
    }

    private void hold(Client from, ByteBuffer bytes) {
        if (!held.type(bytes)) {
            from.refuse(ErrorCode.WRONG_STATE, "The program does not run yet, and no more can be held for it.");
        }
    }

    private void interrupted() {
        terminal.audience().skip();
        loop.after(CATCH_UP, terminal.audience()::catchUp);
    }

    private static boolean contains(ByteBuffer bytes, byte wanted) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) == wanted) {
                return true;
            }
        }
        return false;
    }
}
