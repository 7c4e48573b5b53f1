package dev.swiftlet.web;

import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.ServerMessage.ToolchainLabel;
import dev.swiftlet.sandbox.Instance;
import dev.swiftlet.session.SessionId;
import dev.swiftlet.session.SessionStore;
import dev.swiftlet.session.SessionStore.Saved;
import dev.swiftlet.session.StoreLimits;
import dev.swiftlet.terminal.PlainText;
import dev.swiftlet.toolchain.Toolchain;
import dev.swiftlet.toolchain.Toolchains;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/api/saved`: sessions that are over and can be started again where they were. Their ids are
/// those that they had when they lived.
@Path("/api/saved")
@Produces(MediaType.APPLICATION_JSON)
public class SavedResource {
    private static final int LISTED = 50;

    private final SessionStore store;
    private final Toolchains toolchains;
    private final Instance instance;

    SavedResource(SessionStore store, Toolchains toolchains, Instance instance) {
        this.store = store;
        this.toolchains = toolchains;
        this.instance = instance;
    }

    /// One in the list.
    ///
    /// @param entries how many
    public record Summary(
            String id, ToolchainLabel toolchain, Instant createdAt, Instant endedAt, CloseReason reason, int entries) {}

    /// An entry that one of its REPLs took.
    ///
    /// @param output null if it is not known
    /// @param failed whether the output is an error's text
    public record Taken(int line, String text, @Nullable String output, boolean failed) {}

    /// All of one but its transcript.
    public record Whole(
            String id,
            ToolchainLabel toolchain,
            Instant createdAt,
            Instant endedAt,
            CloseReason reason,
            String message,
            List<Taken> entries,
            Map<String, String> files) {}

    @GET
    public List<Summary> list(@Context HttpServerRequest request) {
        return OwnerCookie.owner(request, instance.key()).stream()
                .flatMap(owner -> store.listSaved(owner, LISTED).stream())
                .map(saved -> new Summary(
                        saved.id().value(),
                        label(saved),
                        saved.createdAt(),
                        saved.endedAt(),
                        saved.reason(),
                        saved.entries()))
                .toList();
    }

    @GET
    @Path("{id}")
    public Whole get(@PathParam("id") String id, @Context HttpServerRequest request) {
        Saved saved = saved(id, request);
        return new Whole(
                saved.id().value(),
                label(saved),
                saved.createdAt(),
                saved.endedAt(),
                saved.reason(),
                saved.message(),
                store.listEntries(saved.id()).stream()
                        .map(entry -> new Taken(entry.line(), entry.text(), entry.output(), entry.failed()))
                        .toList(),
                store.findFiles(saved.id()));
    }

    /// What its terminal showed, as text, to be kept as a file.
    @GET
    @Path("{id}/transcript")
    @Produces(MediaType.TEXT_PLAIN)
    public Response transcript(@PathParam("id") String id, @Context HttpServerRequest request) {
        SessionId known = saved(id, request).id();
        byte[] bytes =
                store.findTranscript(known).map(SessionStore.Transcript::bytes).orElseGet(() -> new byte[0]);
        String name = "swiftlet-%s.txt".formatted(known.value().substring(0, 8));
        return Response.ok(PlainText.of(bytes, StoreLimits.TRANSCRIPT_BYTES))
                .type(MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }

    @DELETE
    @Path("{id}")
    public void delete(@PathParam("id") String id, @Context HttpServerRequest request) {
        store.deleteSaved(saved(id, request).id());
    }

    private Saved saved(String id, HttpServerRequest request) {
        return SessionId.parse(id)
                .flatMap(parsed ->
                        OwnerCookie.owner(request, instance.key()).flatMap(owner -> store.findSaved(parsed, owner)))
                .orElseThrow(() -> new ProblemException(
                        Problem.Kind.NOT_FOUND, "There is no such saved session, or it is not yours."));
    }

    /// A toolchain that is no longer offered goes by its id.
    private ToolchainLabel label(Saved saved) {
        return new ToolchainLabel(
                saved.toolchain(),
                toolchains.find(saved.toolchain()).map(Toolchain::label).orElse(saved.toolchain()));
    }
}
