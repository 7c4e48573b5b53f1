package dev.swiftlet.toolchain;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The toolchains that this server offers. Immutable.
public final class Toolchains {
    private final List<Toolchain> all;
    private final Toolchain chosenByDefault;

    /// @param all at least one, no id twice
    /// @param defaultId the id of one of them
    /// @throws IllegalArgumentException if there is none, or none with the default's id; names the key to mend
    public Toolchains(List<Toolchain> all, String defaultId) {
        this.all = all.stream().sorted(Comparator.comparing(Toolchain::id)).toList();
        this.chosenByDefault = find(defaultId)
                .orElseThrow(() -> new IllegalArgumentException(
                        "swiftlet.toolchains.default is '%s', but swiftlet.toolchains.entries has only %s"
                                .formatted(
                                        defaultId,
                                        all.stream().map(Toolchain::id).toList())));
    }

    /// @throws IllegalArgumentException as the constructor
    public static Toolchains of(ToolchainConfig config) {
        return new Toolchains(
                config.entries().entrySet().stream()
                        .map(entry -> new Toolchain(
                                entry.getKey(),
                                entry.getValue().label(),
                                entry.getValue().image(),
                                entry.getValue().repl(),
                                entry.getValue().warming().orElse(List.of()),
                                entry.getValue().environment(),
                                entry.getValue().compiler().orElse(List.of()),
                                entry.getValue().languageVersions(),
                                entry.getValue().upcomingFeatures().orElse(List.of())))
                        .toList(),
                config.defaultId());
    }

    /// All of them, by id.
    public List<Toolchain> list() {
        return all;
    }

    /// The one with this id, if there is one.
    public Optional<Toolchain> find(String id) {
        return all.stream().filter(toolchain -> toolchain.id().equals(id)).findFirst();
    }

    /// The one for those who did not choose.
    public Toolchain getDefault() {
        return chosenByDefault;
    }
}
