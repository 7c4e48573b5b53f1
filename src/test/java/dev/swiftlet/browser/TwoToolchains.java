package dev.swiftlet.browser;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/// A server with the page, and two toolchains that are the same but in name.
public final class TwoToolchains implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(new WithPage().getConfigOverrides());
        overrides.put("swiftlet.toolchains.entries.\"swift-other\".label", "Swift Other");
        overrides.put(
                "swiftlet.toolchains.entries.\"swift-other\".image", "${SWIFTLET_SANDBOX_IMAGE:swiftlet/sandbox:6.0}");
        return Map.copyOf(overrides);
    }
}
