package dev.swiftlet.language;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What tells sourcekit-lsp which files are one program, and with which flags it is compiled.
final class CompilationDatabase {
    static final String PATH = FileUri.path("compile_commands.json");
    static final String URI = FileUri.ROOT + "/compile_commands.json";

    private final List<String> flags;
    private int edition;

    /// @param flags the compiler's, for every file
    CompilationDatabase(List<String> flags) {
        this.flags = flags;
    }

    /// The next one has another command line, which compiles the same.
    void renew() {
        edition++;
    }

    /// @param names of all the program's files
    byte[] of(Set<String> names) {
        List<String> arguments = new ArrayList<>();
        arguments.add("/usr/lib/swiftlet/toolchain/bin/swiftc");
        arguments.addAll(flags);
        arguments.add("-DSWIFTLET_EDITION_" + edition);
        arguments.add("-module-name");
        arguments.add("main");
        names.forEach(name -> arguments.add(FileUri.path(name)));
        ArrayNode commands = Json.MAPPER.createArrayNode();
        for (String name : names) {
            ObjectNode command =
                    commands.addObject().put("directory", FileUri.DIRECTORY).put("file", FileUri.path(name));
            arguments.forEach(command.withArray("arguments")::add);
        }
        return Json.write(commands);
    }
}
