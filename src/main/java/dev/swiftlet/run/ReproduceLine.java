package dev.swiftlet.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A shell command that does what a run did, where its toolchain is installed and its sources lie.
final class ReproduceLine {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./=:,+@%-]+");
    /// What is longer goes into a file by hand.
    private static final int LONGEST_STDIN = 1024;

    private ReproduceLine() {}

    /// @param onTty whether its program reads what is typed, and not what the request has
    static String of(RunRequest request, boolean onTty) {
        List<String> compile = new ArrayList<>(List.of("swiftc"));
        if (request.mode() == RunMode.CHECK) {
            compile.addAll(List.of("-emit-sil", "-o", "/dev/null"));
        }
        compile.addAll(CompilerArguments.of(request));
        request.sources().forEach(source -> compile.add(source.name()));
        if (request.mode() == RunMode.CHECK) {
            return quoted(compile);
        }
        compile.addAll(List.of("-o", "main"));
        return quoted(compile) + " && " + program(request, onTty);
    }

    private static String program(RunRequest request, boolean onTty) {
        StringBuilder line = new StringBuilder();
        String stdin = request.stdin();
        boolean file = stdin.getBytes(StandardCharsets.UTF_8).length > LONGEST_STDIN;
        if (!stdin.isEmpty() && !file) {
            line.append("printf %s ").append(quoted(stdin)).append(" | ");
        }
        for (Map.Entry<String, String> entry : new TreeMap<>(request.environment()).entrySet()) {
            line.append(entry.getKey())
                    .append('=')
                    .append(quoted(entry.getValue()))
                    .append(' ');
        }
        List<String> command = new ArrayList<>(List.of("./main"));
        command.addAll(request.arguments());
        line.append(quoted(command));
        if (file) {
            line.append(" < stdin.txt");
        } else if (stdin.isEmpty() && !onTty) {
            line.append(" < /dev/null");
        }
        return line.toString();
    }

    private static String quoted(List<String> words) {
        return words.stream().map(ReproduceLine::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
