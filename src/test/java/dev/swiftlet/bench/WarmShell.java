package dev.swiftlet.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// A container whose shell waits for programs on its stdin and carries them out with the image's own commands: nothing
/// that compiles in a container can be quicker, and nothing is cleaned up between two strangers. Closing removes it.
final class WarmShell implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final String END = "--end-of-source--";
    private static final String DONE = "--done--";

    private final AttachedLink link;

    WarmShell(Containers containers) throws IOException {
        String id = containers.create("cd /run/swiftlet-run && exec /bin/sh", false);
        Connection connection = containers.engine().attach(id, 0);
        link = new AttachedLink(containers.engine(), id, connection);
        containers.engine().start(id);
    }

    /// @return nanoseconds until it has printed everything
    long run(String source, String output) throws IOException {
        long began = System.nanoTime();
        link.within(PATIENCE_NANOS);
        link.type("""
                cat > main.swift <<'%s'
                %s
                %s
                /usr/lib/swiftlet/compile -o main.o -- main.swift >/dev/null && /usr/lib/swiftlet/link -o main main.o && /usr/lib/swiftlet/run ./main
                echo %s
                """.formatted(END, source, END, DONE).getBytes(StandardCharsets.UTF_8));
        StringBuilder printed = new StringBuilder();
        while (printed.indexOf(DONE) < 0) {
            ByteBuffer bytes = link.read();
            printed.append(StandardCharsets.UTF_8.decode(bytes));
        }
        link.within(0);
        if (printed.indexOf(output) < 0) {
            throw new IOException("the bare commands failed: " + printed);
        }
        return System.nanoTime() - began;
    }

    @Override
    public void close() {
        link.close();
    }
}
