package dev.swiftlet.browser;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/// A server with its page that soon warns, and then reaps.
public final class ShortIdle implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(new WithPage().getConfigOverrides());
        overrides.put("swiftlet.session.idle-timeout", "15s");
        overrides.put("swiftlet.session.warning", "12s");
        return overrides;
    }
}
