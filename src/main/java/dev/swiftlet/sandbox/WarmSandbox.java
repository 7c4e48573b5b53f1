package dev.swiftlet.sandbox;

import dev.swiftlet.agent.AgentProcess;
import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.terminal.TerminalOutput;

/// A sandbox whose REPL stands at its prompt, and which nobody has used. Whoever takes it from the [SandboxPool] owns
/// it:
/// closes the sandbox, and gives the permit back when the sandbox is removed.
///
/// @param loop what the sandbox is confined to; its session lives there
/// @param repl its REPL
/// @param output what the REPL has printed so far, with its prompt; confined to the loop
public record WarmSandbox(Sandbox sandbox, Permit permit, EventLoop loop, WarmRepl repl, TerminalOutput output) {

    /// A REPL that was started for nobody in particular.
    public interface WarmRepl {
        /// Hands the process over, on the loop, once. What it prints from now on is the listener's to record; all
        /// that it printed before is in the output.
        AgentProcess handOver(AgentProcess.Listener listener);
    }
}
