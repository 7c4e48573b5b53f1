package dev.swiftlet.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.swiftlet.run.ToolchainHealth;
import dev.swiftlet.toolchain.Toolchain;
import dev.swiftlet.toolchain.Toolchains;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/toolchains`: which versions of Swift there are, and whether they work.
@Path("/api/toolchains")
@Tag(name = "Toolchains")
@Produces(MediaType.APPLICATION_JSON)
public class ToolchainResource {
    private final Toolchains toolchains;
    private final ToolchainHealth health;

    ToolchainResource(Toolchains toolchains, ToolchainHealth health) {
        this.toolchains = toolchains;
        this.health = health;
    }

    /// One version of Swift.
    ///
    /// @param isDefault whether it is for those who did not choose
    /// @param available whether a program ran on it a short while ago; true also before that was tried
    /// @param reason why it is not available
    /// @param languageVersions what a run's `options.languageVersion` may be
    /// @param features what a run's `options.upcomingFeatures` may name
    @Schema(name = "Toolchain")
    public record Entry(
            String id,
            String label,
            boolean isDefault,
            boolean available,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String reason,

            List<String> languageVersions,
            List<String> features) {}

    @GET
    @Operation(summary = "Which versions of Swift there are, and whether they work")
    public List<Entry> list() {
        return toolchains.list().stream().map(this::entry).toList();
    }

    private Entry entry(Toolchain toolchain) {
        String reason = reason(toolchain);
        return new Entry(
                toolchain.id(),
                toolchain.label(),
                toolchain.id().equals(toolchains.getDefault().id()),
                reason == null,
                reason,
                toolchain.languageVersions(),
                toolchain.upcomingFeatures());
    }

    /// What did not work is tried again, for whoever asks next: an operator may have mended it.
    private @Nullable String reason(Toolchain toolchain) {
        if (health.of(toolchain) instanceof ToolchainHealth.Status.Unavailable(var why)) {
            var _ = health.check(toolchain);
            return why;
        }
        return null;
    }
}
