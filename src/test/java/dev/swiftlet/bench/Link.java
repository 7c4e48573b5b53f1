package dev.swiftlet.bench;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A terminal's bytes both ways. One thread reads and writes.
interface Link extends AutoCloseable {
    void type(byte[] keys) throws IOException;

    /// As a person would: by the message that there is for it, or with Ctrl-C.
    void interrupt() throws IOException;

    /// What has come of the terminal's output, to be taken whole; waits until there is something.
    ByteBuffer read() throws IOException;

    /// How long reading may take from now on, until the next call. 0: as long as it takes.
    void within(long nanos);

    @Override
    void close();
}
