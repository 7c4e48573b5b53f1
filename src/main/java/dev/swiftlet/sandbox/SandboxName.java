package dev.swiftlet.sandbox;

import java.util.regex.Pattern;

/// The name of a sandbox: of its container and of its directory. Deterministic, so that making it
/// twice cannot leave two: `swiftlet-<instance>-<id>`.
public record SandboxName(String value) {
    private static final Pattern INSTANCE = Pattern.compile("[a-z0-9]{1,24}");
    private static final Pattern VALID = Pattern.compile("swiftlet-[a-z0-9]{1,24}-[A-Za-z0-9][A-Za-z0-9_-]{0,39}");

    public SandboxName {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("not the name of a sandbox: " + value);
        }
    }

    /// The name for an id.
    ///
    /// @param instance this server's instance: 1 to 24 lower-case letters and digits
    /// @param id of the session, or anything else unique in the instance: up to 40 letters, digits, `-`, `_`
    public static SandboxName of(String instance, String id) {
        return new SandboxName(prefix(instance) + id);
    }

    /// What the names of all sandboxes of an instance begin with, and of no other's.
    static String prefix(String instance) {
        if (!INSTANCE.matcher(instance).matches()) {
            throw new IllegalArgumentException("an instance has 1 to 24 lower-case letters and digits: " + instance);
        }
        return "swiftlet-" + instance + "-";
    }

    @Override
    public String toString() {
        return value;
    }
}
