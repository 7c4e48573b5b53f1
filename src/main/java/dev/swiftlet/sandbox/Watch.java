package dev.swiftlet.sandbox;

import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Tells live sandboxes what the engine says about their containers.
final class Watch implements EngineEvents.Listener {
    private static final Logger LOG = Logger.getLogger(Watch.class);

    private final Map<SandboxName, DockerSandbox> known;
    private final Containers containers;

    /// Hears nothing yet.
    ///
    /// @param known the live ones; others keep it up to date
    Watch(Map<SandboxName, DockerSandbox> known, Containers containers) {
        this.known = known;
        this.containers = containers;
    }

    @Override
    public void opened() {
        Thread.ofVirtual().name("engine-reconcile").start(this::lookAtAll);
    }

    @Override
    public void happened(String container, String action, Map<String, String> attributes) {
        var sandbox = find(container);
        if (sandbox == null) {
            return;
        }
        switch (action) {
            case "kill" -> sandbox.killed();
            case "oom" -> sandbox.outOfMemory();
            case "die" -> sandbox.died(number(attributes.get("exitCode")));
            case "destroy" -> sandbox.end(EndReasons.lost());
            default -> {}
        }
    }

    private @Nullable DockerSandbox find(String container) {
        try {
            return known.get(new SandboxName(container));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// Whatever died while the stream of events was not open. Those that are being created are not there yet.
    private void lookAtAll() {
        for (var sandbox : List.copyOf(known.values())) {
            try {
                containers.find(sandbox.name().value()).ifPresent(sandbox::found);
            } catch (SandboxException e) {
                LOG.debugf("could not look at sandbox %s: %s", sandbox.name(), e.getMessage());
            }
        }
    }

    private static int number(@Nullable String text) {
        try {
            return text == null ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
