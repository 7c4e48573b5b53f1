package dev.swiftlet.agent;

import dev.swiftlet.terminal.TerminalSize;
import java.nio.ByteBuffer;

/// One process in a sandbox: a channel of its [AgentConnection]. Confined to the connection's context. Goes on while
/// the
/// agent's stream is lost: what is asked meanwhile is done when the stream is back.
@SuppressWarnings("DoNotCallSuggester") // a skeleton
public final class AgentProcess {
    AgentProcess() {}

    /// Its number within the sandbox, 1 to 65,535. A server that restarts finds the process by it.
    public int channel() {
        throw new UnsupportedOperationException();
    }

    /// Queues bytes for the TTY or stdin, in order. The caller stops while [#inputQueueFull()]; one that does not is
    /// refused at 1 MiB.
    ///
    /// @throws IllegalStateException beyond that bound
    public void input(ByteBuffer bytes) {
        throw new UnsupportedOperationException();
    }

    /// Whether more than 64 KiB of input are queued: the caller pauses its source until [Listener#inputDrained()].
    public boolean inputQueueFull() {
        throw new UnsupportedOperationException();
    }

    /// After all input before it: closes stdin, or types the TTY's end-of-file character.
    public void endOfInput() {
        throw new UnsupportedOperationException();
    }

    public void resize(TerminalSize size) {
        throw new UnsupportedOperationException();
    }

    /// Sends a signal to the TTY's foreground process group, or with pipes to the program's own.
    ///
    /// @param signal 1 to 31; 9 ends the whole process tree
    public void signal(int signal) {
        throw new UnsupportedOperationException();
    }

    /// Stops the evaluation or the program as Ctrl-C should; queued input is thrown away.
    public void interrupt() {
        throw new UnsupportedOperationException();
    }

    /// Everything of the stream before the offset was taken: 256 KiB more may come.
    public void acknowledge(int stream, long offset) {
        throw new UnsupportedOperationException();
    }

    /// Forgets the process: at once when it has exited, else as soon as it has. Its listener hears no more.
    public void release() {
        throw new UnsupportedOperationException();
    }

    /// What happens to a process. Called on the connection's context; must not block.
    public interface Listener {
        /// It runs.
        void started();

        /// Output, in order. The offset is of the first byte: it leaps only where bytes were lost for good because the
        /// agent no longer has them. The bytes are a view: whoever keeps them copies.
        ///
        /// @param stream 0 the TTY, 1 stdout, 2 stderr
        void output(int stream, long offset, ByteBuffer bytes);

        /// The REPL took an entry. Untrusted text: the sandbox says so.
        ///
        /// @param line the number that LLDB gives to its first line
        /// @param cut whether the text is longer than what is here
        void inputAccepted(int line, String text, boolean cut);

        /// The input queue is no longer full.
        void inputDrained();

        /// It ended, with all of its descendants; after the last output. Nothing more comes.
        void exited(ProcessExit exit);

        /// It could not be started. Nothing more comes.
        void refused(String message);
    }
}
