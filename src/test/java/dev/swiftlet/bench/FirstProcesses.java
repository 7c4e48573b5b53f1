package dev.swiftlet.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Each container's process 1, with which all others in it end: the engine lists a container longer than anything runs
/// in it.
final class FirstProcesses {
    private final Map<Long, Long> began = new LinkedHashMap<>();

    private FirstProcesses() {}

    /// Of those of the containers that run now.
    ///
    /// @param containers their ids
    static FirstProcesses of(Engine engine, List<String> containers) throws IOException {
        FirstProcesses all = new FirstProcesses();
        for (String container : containers) {
            long pid = engine.pid(container);
            long began = Proc.began(pid);
            if (pid > 0 && began > 0) {
                all.began.put(pid, began);
            }
        }
        return all;
    }

    /// How many of them still live. Another process that was given the number of one does not count.
    int alive() {
        return (int) began.entrySet().stream()
                .filter(process -> Proc.began(process.getKey()) == process.getValue())
                .count();
    }
}
