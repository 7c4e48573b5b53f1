package dev.swiftlet.language;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Which files the editor has open, and the compilation database that makes one program of them: sourcekit-lsp reads
/// their texts from the messages, so that none of them is ever on disk, but which belong together it reads there.
final class OpenFiles {
    static final String DATABASE = FileUri.DIRECTORY + "/compile_commands.json";
    static final String DATABASE_URI = FileUri.ROOT + "/compile_commands.json";

    private final List<String> flags;
    private final Set<String> open = new LinkedHashSet<>();
    private Set<String> written = Set.of();

    /// @param flags the compiler's, for every file
    OpenFiles(List<String> flags) {
        this.flags = flags;
    }

    /// @return false if it cannot be opened: it is already, or there are as many as there may be
    boolean open(String name) {
        return open.size() < LanguageLimits.FILES && open.add(name);
    }

    boolean close(String name) {
        return open.remove(name);
    }

    Set<String> names() {
        return Set.copyOf(open);
    }

    /// The language server starts with an empty database.
    void forget() {
        open.clear();
        written = Set.of();
    }

    boolean isDatabaseDue() {
        return !written.equals(open);
    }

    /// The database for what is open now, and for these files, which will be.
    byte[] database(Set<String> soon) {
        Set<String> names = new TreeSet<>(open);
        names.addAll(soon);
        written = new LinkedHashSet<>(names);
        List<String> arguments = new ArrayList<>();
        arguments.add("/usr/lib/swiftlet/toolchain/bin/swiftc");
        arguments.addAll(flags);
        arguments.add("-module-name");
        arguments.add("main");
        names.forEach(name -> arguments.add(path(name)));
        ArrayNode commands = Json.MAPPER.createArrayNode();
        for (String name : names) {
            ObjectNode command =
                    commands.addObject().put("directory", FileUri.DIRECTORY).put("file", path(name));
            arguments.forEach(command.withArray("arguments")::add);
        }
        return Json.write(commands);
    }

    private static String path(String name) {
        return FileUri.DIRECTORY + "/" + name;
    }
}
