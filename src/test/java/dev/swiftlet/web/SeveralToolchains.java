package dev.swiftlet.web;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// A server with three toolchains: the usual one, one with another id and flags, one whose image nobody built.
public final class SeveralToolchains implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        String image = System.getenv().getOrDefault("SWIFTLET_SANDBOX_IMAGE", "swiftlet/sandbox:6.0");
        return Map.of(
                "swiftlet.toolchains.entries.\"classroom\".label", "Swift 6.0, for the class",
                "swiftlet.toolchains.entries.\"classroom\".image", image,
                "swiftlet.toolchains.entries.\"classroom\".compiler", "-D,CLASSROOM",
                "swiftlet.toolchains.entries.\"classroom\".language-versions", "5",
                "swiftlet.toolchains.entries.\"classroom\".upcoming-features", "ExistentialAny",
                "swiftlet.toolchains.entries.\"swift-9.0\".label", "Swift 9.0",
                "swiftlet.toolchains.entries.\"swift-9.0\".image", "swiftlet/nobody-built-this:9.0");
    }
}
