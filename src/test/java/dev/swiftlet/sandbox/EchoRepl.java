package dev.swiftlet.sandbox;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.NullMarked;

/// Looks like the Swift REPL from afar: prints a welcome and a prompt (with LLDB's moves of the
/// cursor), echoes what is typed, and at the end of a line answers: `let x = 41 + 1` with `x: Int
/// = 42`, `x` with `$R0: Int = 42`, `size` with the terminal's, `flood` with output until
/// interrupted, `exit N`, `crash` and Ctrl-D by ending, anything else with nothing. Then the next
/// prompt.
@NullMarked
public final class EchoRepl implements FakeProgram {
    private final StringBuilder line = new StringBuilder();
    private int number = 1;

    @Override
    public void started(Tty tty) {
        tty.print("Welcome to Swift!\r\n");
        prompt(tty);
    }

    @Override
    public void input(Tty tty, byte[] bytes) {
        new String(bytes, StandardCharsets.UTF_8)
                .codePoints()
                .mapToObj(Character::toString)
                .forEach(c -> type(tty, c));
    }

    @Override
    public void interrupted(Tty tty) {
        line.setLength(0);
        tty.print(tty.stopFlood() ? "Execution interrupted.\r\n" : "^C\r\n");
        prompt(tty);
    }

    private void type(Tty tty, String c) {
        switch (c) {
            case "\u0003" -> interrupted(tty);
            case "\u0004" -> tty.exit(0);
            case "\r", "\n" -> {
                tty.print("\u001b[%dG\r\n".formatted(6 + line.length()));
                enter(tty, line.toString());
                line.setLength(0);
            }
            default -> {
                line.append(c);
                tty.print(c);
            }
        }
    }

    private void enter(Tty tty, String entry) {
        if (!entry.isBlank()) {
            tty.accepted(number, entry);
            number++;
        }
        if (entry.startsWith("exit ")) {
            tty.exit(Integer.parseInt(entry.substring("exit ".length())));
            return;
        }
        switch (entry) {
            case "crash" -> tty.killed(11);
            case "flood" -> tty.flood("y\r\n");
            case "let x = 41 + 1" -> answer(tty, "x: Int = 42");
            case "x" -> answer(tty, "$R0: Int = 42");
            case "size" -> answer(tty, tty.size().cols() + "x" + tty.size().rows());
            default -> prompt(tty);
        }
    }

    private void answer(Tty tty, String text) {
        tty.print(text + "\r\n");
        prompt(tty);
    }

    private void prompt(Tty tty) {
        tty.print("\u001b[1G%3d> \u001b[6G".formatted(number));
    }
}
