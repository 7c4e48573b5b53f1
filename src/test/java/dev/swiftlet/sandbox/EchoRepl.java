package dev.swiftlet.sandbox;

/// Looks like the Swift REPL from afar: prints a welcome and a prompt, echoes what is typed, and at the end of a line
/// answers: `let x = 41 + 1` with `x: Int = 42`, `x` with `$R0: Int = 42`, `flood` with output until interrupted, `exit
/// N` and
/// `crash` by ending, anything else with nothing. Then the next prompt.
@SuppressWarnings("DoNotCallSuggester") // a skeleton
public final class EchoRepl implements FakeProgram {
    @Override
    public void started(Tty tty) {
        tty.print("Welcome to Swift!\r\n  1> ");
    }

    @Override
    public void input(Tty tty, byte[] bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void interrupted(Tty tty) {
        throw new UnsupportedOperationException();
    }
}
