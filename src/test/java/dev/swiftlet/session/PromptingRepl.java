package dev.swiftlet.session;

import dev.swiftlet.sandbox.FakeProgram;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Draws its prompt as LLDB does, and remembers: `let x = 41` keeps, `x` prints, `exit N` ends, `die` is
/// a signal from elsewhere.
final class PromptingRepl implements FakeProgram {
    private final StringBuilder line = new StringBuilder();
    private final Map<String, String> variables = new HashMap<>();
    private int number = 1;

    @Override
    public void started(Tty tty) {
        tty.print("Welcome!\r\n");
        prompt(tty);
    }

    @Override
    public void input(Tty tty, byte[] bytes) {
        for (char c : new String(bytes, StandardCharsets.UTF_8).toCharArray()) {
            if (c == '\r') {
                tty.print("\u001b[20G\r\n");
                enter(tty, line.toString());
                line.setLength(0);
            } else {
                line.append(c);
                tty.print(String.valueOf(c));
            }
        }
    }

    @Override
    public void interrupted(Tty tty) {
        tty.stopFlood();
        tty.print("interrupted\r\n");
        prompt(tty);
    }

    private void enter(Tty tty, String entry) {
        if (entry.startsWith("exit ")) {
            tty.exit(Integer.parseInt(entry.substring("exit ".length())));
            return;
        }
        if (entry.equals("die")) {
            tty.killed(9);
            return;
        }
        tty.accepted(number++, entry);
        if (entry.equals("flood")) {
            tty.flood("y\r\n");
            return;
        }
        if (entry.startsWith("let ")) {
            String[] parts = entry.substring("let ".length()).split(" = ", 2);
            variables.put(parts[0], parts[1]);
        }
        tty.print("value: " + variables.getOrDefault(entry, "none") + "\r\n");
        prompt(tty);
    }

    private void prompt(Tty tty) {
        tty.print("\u001b[1G%3d> \u001b[6G".formatted(number));
    }
}
