package dev.swiftlet.sandbox;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Which transport the agents have: as configured, or what a probe found. Asked before each
/// creation; finds out once. For threads that may block.
final class TransportChoice {
    private static final Logger LOG = Logger.getLogger(TransportChoice.class);

    /// Starts a sandbox over a transport and removes it.
    interface Probe {
        void run(AgentTransport transport) throws SandboxException;
    }

    private @Nullable AgentTransport chosen;

    TransportChoice(EngineSettings settings) {
        if (settings.transport() != AgentTransport.AUTO) {
            chosen = settings.transport();
        } else if (!"unix".equals(settings.dockerHost().getScheme())) {
            chosen = AgentTransport.STDIO;
        }
    }

    synchronized AgentTransport choose(Probe probe) throws SandboxException {
        if (chosen == null) {
            chosen = find(probe);
            LOG.infof("agents are reached over %s", chosen);
        }
        return chosen;
    }

    private static AgentTransport find(Probe probe) throws SandboxException {
        try {
            probe.run(AgentTransport.SOCKET);
            return AgentTransport.SOCKET;
        } catch (SandboxException e) {
            if (e.kind() != SandboxException.Kind.AGENT_SILENT) {
                throw e;
            }
        }
        // An agent that is silent here too has another problem: nothing is decided then.
        probe.run(AgentTransport.STDIO);
        return AgentTransport.STDIO;
    }
}
