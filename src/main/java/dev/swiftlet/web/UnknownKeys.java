package dev.swiftlet.web;

import dev.swiftlet.language.LanguageConfig;
import dev.swiftlet.run.RunConfig;
import dev.swiftlet.sandbox.PoolConfig;
import dev.swiftlet.sandbox.SandboxConfig;
import dev.swiftlet.session.SessionConfig;
import dev.swiftlet.toolchain.ToolchainConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// Refuses keys of ours that mean nothing: a misspelt one would leave its default in force. The
/// mappings notice only what begins like one of them, and nothing in the environment.
final class UnknownKeys {
    private static final List<Class<?>> MAPPINGS = List.of(
            LanguageConfig.class,
            PoolConfig.class,
            RunConfig.class,
            SandboxConfig.class,
            ServerConfig.class,
            SessionConfig.class,
            ToolchainConfig.class,
            WebConfig.class);
    private static final String ENTRIES = "swiftlet.toolchains.entries.";

    /// Read by an expression in another key, by the `swiftlet` script, or by tests.
    private static final List<String> OTHERS = List.of("swiftlet.runtime-dir", "swiftlet.agent.transport");
    private static final Set<String> SCRIPTS =
            Set.of("SWIFTLET_SANDBOX_IMAGE", "SWIFTLET_INSTANCE", "SWIFTLET_CHROMIUM");
    private static final List<String> TESTS = List.of("swiftlet.faults", "swiftlet.test.");

    private final Set<String> known = new TreeSet<>(OTHERS);

    UnknownKeys() {
        MAPPINGS.forEach(each -> add(each.getAnnotation(ConfigMapping.class).prefix(), each));
    }

    /// @throws ConfigurationException naming the first, and the nearest that there is
    static void check(Config config) {
        UnknownKeys keys = new UnknownKeys();
        for (ConfigSource source : config.getConfigSources()) {
            source.getPropertyNames().stream().sorted().forEach(keys::check);
        }
    }

    /// @param key as its source has it
    void check(String key) {
        if (key.startsWith("SWIFTLET_") && !SCRIPTS.contains(key) && !key.startsWith(variable(ENTRIES))) {
            if (known.stream().noneMatch(each -> variable(each).equals(key))) {
                throw new ConfigurationException(refusal(key));
            }
        } else if (key.startsWith("swiftlet.")
                && !known.contains(key)
                && !key.startsWith(ENTRIES)
                && TESTS.stream().noneMatch(key::startsWith)
                // What an environment variable may also stand for.
                && known.stream().noneMatch(each -> variable(each).equals(variable(key)))
                && !SCRIPTS.contains(variable(key))) {
            throw new ConfigurationException(refusal(key));
        }
    }

    /// Says so, and which is the nearest that there is.
    String refusal(String key) {
        String nearest = nearest(key);
        return "%s is no setting; the nearest is %s"
                .formatted(key, key.startsWith("SWIFTLET_") ? variable(nearest) : nearest);
    }

    private void add(String prefix, Class<?> mapping) {
        for (Method method : mapping.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers())) {
                WithName name = method.getAnnotation(WithName.class);
                String key = prefix + "." + (name == null ? kebab(method.getName()) : name.value());
                if (isGroup(method.getReturnType())) {
                    add(key, method.getReturnType());
                } else {
                    known.add(key);
                }
            }
        }
    }

    private static boolean isGroup(Class<?> type) {
        return type.isInterface() && type.getPackageName().startsWith("dev.swiftlet.");
    }

    private String nearest(String key) {
        return known.stream()
                .min(Comparator.comparingInt(each -> distance(variable(each), variable(key))))
                .orElseThrow();
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /// How many letters have to change (Levenshtein).
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
