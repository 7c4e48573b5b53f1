package dev.swiftlet.session;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.terminal.TerminalOutput;
import dev.swiftlet.terminal.TerminalSize;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One TTY of a session as its clients have it: what it printed, who looks at it and controls its
/// size, and how fast its program may print. Knows nothing of what the program is. Confined to the
/// session's loop; holds nothing that must be closed but its clients.
final class Terminal {
    /// What is told to the program on the TTY. With none running, nobody hears.
    interface Program {
        /// It may print on, as everything before this offset was taken.
        void acknowledge(long offset);

        void resize(TerminalSize size);
    }

    private final TerminalOutput output;
    private final Program program;
    private final Audience audience = new Audience();
    private final Pacer pacer;
    private boolean awaiting;

    /// @param output may have been printed to already
    /// @param clock monotonic
    Terminal(TerminalOutput output, Program program, Pace pace, EventLoop loop, Supplier<Duration> clock) {
        this.output = output;
        this.program = program;
        this.pacer = new Pacer(pace, loop, clock, output, audience, program);
    }

    TerminalOutput output() {
        return output;
    }

    Audience audience() {
        return audience;
    }

    /// What was printed under an earlier server is not here yet: until [#begin] clients get no
    /// output, and none is acknowledged.
    void await() {
        awaiting = true;
        pacer.hold();
    }

    boolean isAwaiting() {
        return awaiting;
    }

    /// What was awaited is here: clients' streams begin, and the program learns the size.
    void begin() {
        awaiting = false;
        pacer.restart();
        audience.begin();
        if (audience.controlling() != null) {
            program.resize(audience.size());
        }
    }

    /// A new program prints from here on.
    void programStarted() {
        pacer.restart();
    }

    /// Nothing is acknowledged any more: this server lets go of the program.
    void letGo() {
        pacer.hold();
    }

    /// Shows what was just appended to the output.
    ///
    /// @param offset of the first byte
    void show(long offset, ByteBuffer bytes) {
        audience.offer(offset, bytes);
    }

    /// Output was printed or taken, or time went by: lets the program print on.
    void advance() {
        pacer.advance();
    }

    /// A client comes, and is told who has the control.
    ///
    /// @return whether the control changed; what comes of it waits for [#controlChanged]
    boolean add(Client client) {
        boolean changed = audience.add(client);
        client.channel().send(audience.control());
        return changed;
    }

    /// Gives a client its stream, now or with [#begin].
    ///
    /// @param offset the first byte that it wants, or null if it has nothing
    void stream(Client client, @Nullable Long offset) {
        client.want(offset);
        if (!awaiting) {
            client.begin();
        }
    }

    void remove(Client client) {
        if (audience.remove(client)) {
            controlChanged();
        }
    }

    /// A client uses the program: from here on it sets size and pace.
    void takeControl(Client client) {
        if (audience.takeControl(client)) {
            controlChanged();
        }
    }

    void resize(Client client, TerminalSize size) {
        if (audience.resize(client, size)) {
            controlChanged();
        }
    }

    /// The program and all clients learn who has the control, and so the size.
    void controlChanged() {
        program.resize(audience.size());
        audience.send(audience.control());
    }

    /// A client that had said [Client#pause] takes output again.
    void resume(Client client) {
        client.resume();
        pacer.advance();
    }

    /// A client's channel has room again.
    void drained(Client client) {
        if (audience.contains(client)) {
            client.pump();
            pacer.advance();
        }
    }
}
