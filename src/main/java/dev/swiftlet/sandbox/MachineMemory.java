package dev.swiftlet.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// How much memory the machine has, as the kernel says in `/proc/meminfo`. Any thread.
final class MachineMemory {
    private static final Path MEMINFO = Path.of("/proc/meminfo");

    private final Path meminfo;

    MachineMemory(Path meminfo) {
        this.meminfo = meminfo;
    }

    /// Of the machine that this server runs on.
    static MachineMemory local() {
        return new MachineMemory(MEMINFO);
    }

    /// Bytes in all, or empty where nobody says.
    OptionalLong total() {
        return find("MemTotal");
    }

    /// Bytes that programs can have without swapping, or empty where nobody says.
    OptionalLong available() {
        return find("MemAvailable");
    }

    private OptionalLong find(String key) {
        Pattern line = Pattern.compile(key + ":\\s+([0-9]{1,15}) kB");
        try {
            return Files.readAllLines(meminfo).stream()
                    .map(line::matcher)
                    .filter(matcher -> matcher.matches())
                    .mapToLong(matcher -> Long.parseLong(matcher.group(1)) * 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
