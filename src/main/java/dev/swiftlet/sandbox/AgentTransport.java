package dev.swiftlet.sandbox;

/// How a sandbox's agent and the server reach each other.
public enum AgentTransport {
    /// A probe container decides, once: the socket where its agent connects in 3 s, else the attached stdio.
    AUTO,
    /// A unix socket in the sandbox's own directory.
    SOCKET,
    /// The container's stdin and stdout, attached by the engine: for remote engines and those in a virtual machine.
    STDIO
}
