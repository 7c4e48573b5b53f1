package dev.swiftlet.session;

import dev.swiftlet.sandbox.FakeProgram;
import java.nio.charset.StandardCharsets;

/// A sandbox without Swift, with a REPL and runs. A run's program asks for a name, greets and ends; `flood` floods,
/// `hang` only waits for its end.
final class BesideRepl implements FakeProgram {
    private final PromptingRepl repl = new PromptingRepl();
    private final StringBuilder line = new StringBuilder();

    @Override
    public void started(Tty tty) {
        String command = tty.arguments().getFirst();
        switch (command.substring(command.lastIndexOf('/') + 1)) {
            case "sh", "compile", "link" -> tty.exit(0);
            case "run" -> program(tty);
            default -> repl.started(tty);
        }
    }

    private static void program(Tty tty) {
        switch (tty.arguments().getLast()) {
            case "flood" -> tty.flood("y\r\n");
            case "hang" -> tty.print("hanging");
            default -> tty.print("name? ");
        }
    }

    @Override
    public void input(Tty tty, byte[] bytes) {
        if (!tty.arguments().getFirst().endsWith("/run")) {
            if (tty.arguments().getFirst().endsWith("repl")) {
                repl.input(tty, bytes);
            }
            return;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        line.append(text);
        if (text.endsWith("\r")) {
            tty.print("hello " + line.toString().strip() + " at " + tty.size().cols());
            tty.exit(0);
        } else if (text.equals("\u0004")) {
            tty.print("end of input");
            tty.exit(1);
        }
    }

    @Override
    public void interrupted(Tty tty) {
        if (tty.arguments().getFirst().endsWith("repl")) {
            repl.interrupted(tty);
        } else {
            tty.stopFlood();
            tty.killed(2);
        }
    }
}
