package dev.swiftlet.web;

import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.ServerMessage.ToolchainLabel;
import dev.swiftlet.sandbox.Instance;
import dev.swiftlet.session.SessionId;
import dev.swiftlet.session.SessionRecords;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/saved`: sessions that are over and can be started again where they were. Their ids are
/// those that they had when they lived.
@Path("/api/saved")
@Tag(name = "Saved sessions")
@Produces(MediaType.APPLICATION_JSON)
public class SavedResource {
    private static final int LISTED = 50;

    private final SessionStore store;
    private final SessionRecords records;
    private final Toolchains toolchains;
    private final Instance instance;

    SavedResource(SessionStore store, SessionRecords records, Toolchains toolchains, Instance instance) {
        this.store = store;
        this.records = records;
        this.toolchains = toolchains;
        this.instance = instance;
    }

    /// One in the list.
    ///
    /// @param entries how many
    @Schema(name = "SavedSession")
    public record Summary(
            String id, ToolchainLabel toolchain, Instant createdAt, Instant endedAt, CloseReason reason, int entries) {}

    /// An entry that one of its REPLs took.
    ///
    /// @param output null if it is not known: the session ended before its REPL had a prompt again
    /// @param failed whether the output is an error's text
    @Schema(name = "SavedEntry")
    public record Taken(int line, String text, @Nullable String output, boolean failed) {}

    /// All of one but its transcript.
    @Schema(name = "WholeSavedSession")
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
    @Operation(summary = "This owner's saved sessions, newest first")
    @APIResponse(
            responseCode = "200",
            description = "At most 50.",
            content = @Content(schema = @Schema(implementation = Summary[].class)))
    @APIResponse(responseCode = "503", ref = "Refusal")
    public List<Summary> list(@Context HttpServerRequest request) {
        return ParticipantCookie.participant(request, instance.key()).stream()
                .flatMap(owner -> records.listSaved(owner, LISTED).stream())
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
    @Operation(summary = "One of them with its entries and files")
    @APIResponse(
            responseCode = "200",
            description = "All of it but its transcript.",
            content = @Content(schema = @Schema(implementation = Whole.class)))
    @APIResponse(responseCode = "503", ref = "Refusal")
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
    @Operation(summary = "What its terminal showed, as text")
    @APIResponse(
            responseCode = "200",
            description = "To be kept as a file.",
            headers = @Header(name = "Content-Disposition", schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "503", ref = "Refusal")
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
    @Operation(summary = "Delete one")
    @APIResponse(responseCode = "204", description = "It is gone.")
    @APIResponse(responseCode = "503", ref = "Refusal")
    public void delete(@PathParam("id") String id, @Context HttpServerRequest request) {
        store.deleteSaved(saved(id, request).id());
    }

    private Saved saved(String id, HttpServerRequest request) {
        return SessionId.parse(id)
                .flatMap(parsed -> ParticipantCookie.participant(request, instance.key())
                        .flatMap(owner -> records.findSaved(parsed, owner)))
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
