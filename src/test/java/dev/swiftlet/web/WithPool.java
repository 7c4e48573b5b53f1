package dev.swiftlet.web;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// A server with a pool, as an operator has it by default.
public final class WithPool implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("swiftlet.pool.floor", "2", "swiftlet.pool.ceiling", "8");
    }
}
