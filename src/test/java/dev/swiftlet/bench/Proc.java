package dev.swiftlet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What Linux says about processes and the machine.
final class Proc {
    private static final Path ROOT = Path.of("/proc");
    private static final double TICKS_PER_SECOND = 100;

    private Proc() {}

    /// The processor time that it has used, in seconds; 0 when it is gone.
    static double cpuSeconds(long pid) {
        String[] stat = stat(pid);
        return stat.length < 14 ? 0 : (Long.parseLong(stat[11]) + Long.parseLong(stat[12])) / TICKS_PER_SECOND;
    }

    static long parent(long pid) {
        String[] stat = stat(pid);
        return stat.length < 2 ? 0 : Long.parseLong(stat[1]);
    }

    /// When it began, in ticks since the machine did; 0 when it has ended, also where its parent does not know so yet.
    static long began(long pid) {
        String[] stat = stat(pid);
        return stat.length < 20 || stat[0].equals("Z") || stat[0].equals("X") ? 0 : Long.parseLong(stat[19]);
    }

    static double residentMiB(long pid) {
        return field(ROOT.resolve(pid + "/status"), "VmRSS:") / 1024.0;
    }

    static long threads(long pid) {
        return field(ROOT.resolve(pid + "/status"), "Threads:");
    }

    static double availableMiB() {
        return field(ROOT.resolve("meminfo"), "MemAvailable:") / 1024.0;
    }

    static long memoryMiB() {
        return field(ROOT.resolve("meminfo"), "MemTotal:") / 1024;
    }

    static String processor() {
        try (Stream<String> lines = Files.lines(ROOT.resolve("cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    /// The ids of all processes with this name.
    static List<Long> named(String name) {
        List<Long> found = new ArrayList<>();
        for (long pid : all()) {
            try {
                if (Files.readString(ROOT.resolve(pid + "/comm")).strip().equals(name)) {
                    found.add(pid);
                }
            } catch (IOException e) {
                // It has just ended.
            }
        }
        return found;
    }

    /// A process, its children, their children, and so on.
    static List<Long> tree(long root) {
        List<Long> tree = new ArrayList<>(List.of(root));
        ProcessHandle.of(root).ifPresent(process -> process.descendants().forEach(each -> tree.add(each.pid())));
        return tree;
    }

    /// What a container's processes and files in memory have now, by its cgroup, without what is only a cache of the
    /// disk; 0 where that cannot be read.
    static double memoryMiB(String container) {
        long usage = number(cgroup(container, "memory.usage_in_bytes", "memory.current"));
        long cache = Math.max(
                field(cgroup(container, "memory.stat", "memory.stat"), "total_inactive_file "),
                field(cgroup(container, "memory.stat", "memory.stat"), "inactive_file "));
        return (usage - Math.min(usage, cache)) / 1024.0 / 1024;
    }

    /// The most that it has had at once, caches too.
    static double peakMiB(String container) {
        return number(cgroup(container, "memory.max_usage_in_bytes", "memory.peak")) / 1024.0 / 1024;
    }

    private static Path cgroup(String container, String first, String second) {
        Path one = Path.of("/sys/fs/cgroup/memory/docker", container, first);
        return Files.exists(one) ? one : Path.of("/sys/fs/cgroup/system.slice/docker-" + container + ".scope", second);
    }

    private static long number(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private static List<Long> all() {
        try (Stream<Path> entries = Files.list(ROOT)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::valueOf)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /// From the state on: what comes before it, the name, may have any characters.
    private static String[] stat(long pid) {
        try {
            String stat = Files.readString(ROOT.resolve(pid + "/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        } catch (IOException e) {
            return new String[0];
        }
    }

    private static long field(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> Long.parseLong(line.substring(name.length()).replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0L);
        } catch (IOException e) {
            return 0;
        }
    }
}
