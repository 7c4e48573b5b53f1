package dev.swiftlet.web;

import dev.swiftlet.toolchain.Toolchains;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/// `/api/toolchains`: which versions of Swift there are.
@Path("/api/toolchains")
@Produces(MediaType.APPLICATION_JSON)
public class ToolchainResource {
    private final Toolchains toolchains;

    ToolchainResource(Toolchains toolchains) {
        this.toolchains = toolchains;
    }

    /// One version of Swift.
    public record Entry(String id, String label, boolean isDefault) {}

    @GET
    public List<Entry> list() {
        String chosen = toolchains.getDefault().id();
        return toolchains.list().stream()
                .map(toolchain -> new Entry(
                        toolchain.id(), toolchain.label(), toolchain.id().equals(chosen)))
                .toList();
    }
}
