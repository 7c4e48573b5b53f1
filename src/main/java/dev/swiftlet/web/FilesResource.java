package dev.swiftlet.web;

import dev.swiftlet.sandbox.Instance;
import dev.swiftlet.session.Participant;
import dev.swiftlet.session.Session;
import dev.swiftlet.session.SessionId;
import dev.swiftlet.session.SessionJournal;
import dev.swiftlet.session.SessionRecords;
import dev.swiftlet.session.SessionRegistry;
import dev.swiftlet.session.SessionStore;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/sessions/{id}/files`: the editor's text, kept with the session.
@Path("/api/sessions/{id}/files")
@Tag(name = "Files")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class FilesResource {
    private final SessionRegistry sessions;
    private final SessionStore store;
    private final SessionRecords records;
    private final SessionJournal journal;
    private final Instance instance;

    FilesResource(
            SessionRegistry sessions,
            SessionStore store,
            SessionRecords records,
            SessionJournal journal,
            Instance instance) {
        this.sessions = sessions;
        this.store = store;
        this.records = records;
        this.journal = journal;
        this.instance = instance;
    }

    /// The editor's files.
    ///
    /// @param files name to text
    @Schema(name = "Files")
    public record Texts(Map<String, String> files) {}

    @PUT
    @Operation(summary = "Keep the editor's files with a live session, all of them")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Texts.class)))
    @APIResponse(responseCode = "204", description = "They are written soon.")
    public void put(@PathParam("id") String id, byte @Nullable [] body, @Context HttpServerRequest request) {
        Session session = SessionId.parse(id)
                .flatMap(parsed -> owner(request).flatMap(owner -> sessions.find(parsed, owner)))
                .orElseThrow(FilesResource::notFound);
        Map<String, String> files = KeptFiles.read(body);
        journal.files(session.id(), files);
        session.loop().execute(() -> session.filesKept(!files.isEmpty()));
    }

    /// Of a live session of this owner, or a saved one.
    @GET
    @Operation(summary = "The editor's files of a live or saved session")
    @APIResponse(
            responseCode = "200",
            description = "All of them.",
            content = @Content(schema = @Schema(implementation = Texts.class)))
    @APIResponse(responseCode = "503", ref = "Refusal")
    public Texts get(@PathParam("id") String id, @Context HttpServerRequest request) {
        SessionId session = SessionId.parse(id)
                .filter(parsed -> owner(request)
                        .filter(owner -> sessions.find(parsed, owner).isPresent()
                                || records.findSaved(parsed, owner).isPresent())
                        .isPresent())
                .orElseThrow(FilesResource::notFound);
        return new Texts(journal.pendingFiles(session).orElseGet(() -> store.findFiles(session)));
    }

    private Optional<Participant> owner(HttpServerRequest request) {
        return ParticipantCookie.participant(request, instance.key());
    }

    private static ProblemException notFound() {
        return new ProblemException(
                Problem.Kind.NOT_FOUND, "There is no such session, or it is not yours, or it is over.");
    }
}
