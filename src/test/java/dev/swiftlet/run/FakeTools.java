package dev.swiftlet.run;

import dev.swiftlet.sandbox.FakeProgram;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;

/// The commands of a sandbox image in a sandbox without Swift: compiling and linking do nothing and end well unless a
/// test says otherwise.
@NullMarked
final class FakeTools implements FakeProgram {
    private final Consumer<Tty> compile;
    private final Consumer<Tty> program;
    private final StringBuilder input = new StringBuilder();

    FakeTools(Consumer<Tty> compile, Consumer<Tty> program) {
        this.compile = compile;
        this.program = program;
    }

    /// Only the program does something.
    static FakeTools running(Consumer<Tty> program) {
        return new FakeTools(tty -> tty.exit(0), program);
    }

    @Override
    public void started(Tty tty) {
        String command = tty.arguments().getFirst();
        switch (command.substring(command.lastIndexOf('/') + 1)) {
            case "compile" -> compile.accept(tty);
            case "run" -> program.accept(tty);
            case "link" -> tty.exit(0);
            case "format" -> {}
            default -> tty.exit(127);
        }
    }

    /// What formats makes capitals of what it gets.
    @Override
    public void input(Tty tty, byte[] bytes) {
        input.append(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
        boolean whole = !input.isEmpty() && input.charAt(input.length() - 1) == '\u0004';
        if (whole && tty.arguments().getFirst().endsWith("format")) {
            tty.print(input.substring(0, input.length() - 1).toUpperCase(java.util.Locale.ROOT));
            tty.exit(0);
        }
    }

    @Override
    public void interrupted(Tty tty) {}
}
