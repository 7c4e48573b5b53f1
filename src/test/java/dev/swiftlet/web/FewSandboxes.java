package dev.swiftlet.web;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// A server that is full with two, and lets few wait.
public final class FewSandboxes implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "swiftlet.sandbox.max", "2",
                "swiftlet.session.max-waiting", "2",
                "swiftlet.session.waiting-timeout", "2s",
                "swiftlet.session.crowded-detached-timeout", "8h");
    }
}
