package dev.swiftlet.browser;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// A server that builds and serves the page too; other tests do without.
public final class WithPage implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.quinoa", "true", "quarkus.quinoa.just-build", "false");
    }
}
