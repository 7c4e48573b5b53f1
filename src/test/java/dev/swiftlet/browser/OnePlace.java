package dev.swiftlet.browser;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/// A server with its page that has room for one REPL.
public final class OnePlace implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(new WithPage().getConfigOverrides());
        overrides.put("swiftlet.sandbox.max", "1");
        return overrides;
    }
}
