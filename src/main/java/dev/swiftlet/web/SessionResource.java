package dev.swiftlet.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.protocol.ReplState;
import dev.swiftlet.protocol.ServerMessage.ToolchainLabel;
import dev.swiftlet.sandbox.Instance;
import dev.swiftlet.session.ClientAddress;
import dev.swiftlet.session.CreateOutcome;
import dev.swiftlet.session.Participant;
import dev.swiftlet.session.Predecessor;
import dev.swiftlet.session.Session;
import dev.swiftlet.session.SessionId;
import dev.swiftlet.session.SessionRecords;
import dev.swiftlet.session.SessionRegistry;
import dev.swiftlet.session.SessionState;
import dev.swiftlet.toolchain.Toolchain;
import dev.swiftlet.toolchain.Toolchains;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/sessions`: create, list, look at, end. Whoever holds the owner's cookie sees their own sessions and no others.
@Path("/api/sessions")
@Tag(name = "Sessions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SessionResource {
    private static final int RETRY_SECONDS = 15;
    /// An open terminal is ended by people, which takes longer.
    private static final int QUOTA_RETRY_SECONDS = 60;

    private final SessionRegistry sessions;
    private final SessionRecords records;
    private final Toolchains toolchains;
    private final Instance instance;

    SessionResource(SessionRegistry sessions, SessionRecords records, Toolchains toolchains, Instance instance) {
        this.sessions = sessions;
        this.records = records;
        this.toolchains = toolchains;
        this.instance = instance;
    }

    /// What a new session may be.
    ///
    /// @param toolchain a toolchain's id, or null for the default, or that of the session it starts from
    /// @param from the id of a saved session to start where that one was, or null
    @Schema(name = "SessionCreation")
    public record Creation(
            @JsonProperty(required = false) @Nullable String toolchain,
            @JsonProperty(required = false) @Nullable String from) {
        /// @param body JSON; nothing at all is as `{}`
        static Creation of(byte @Nullable [] body) {
            boolean isEmpty = body == null || JsonBody.text(body).isBlank();
            JsonFields fields = new JsonFields(
                    "",
                    isEmpty ? StrictJson.TREES.createObjectNode() : JsonBody.read(body),
                    Set.of("toolchain", "from"));
            return new Creation(
                    fields.text("toolchain").orElse(null), fields.text("from").orElse(null));
        }
    }

    /// A session as its owner sees it.
    @Schema(name = "Session")
    public record Summary(
            String id,
            ToolchainLabel toolchain,
            @JsonProperty("state") ReplState repl) {
        static Optional<Summary> of(Session session) {
            Toolchain toolchain = session.toolchain();
            return session.state() instanceof SessionState.Open open
                    ? Optional.of(new Summary(
                            session.id().value(), new ToolchainLabel(toolchain.id(), toolchain.label()), open.repl()))
                    : Optional.empty();
        }
    }

    @POST
    @Operation(summary = "Create a session, where a saved one was or anew; its REPL starts meanwhile")
    @RequestBody(required = false, content = @Content(schema = @Schema(implementation = Creation.class)))
    @APIResponse(
            responseCode = "201",
            description = "The session. Whoever has no cookie yet gets one: it is what the session belongs to.",
            headers = {
                @Header(name = "Location", schema = @Schema(type = SchemaType.STRING)),
                @Header(name = "Set-Cookie", schema = @Schema(type = SchemaType.STRING))
            },
            content = @Content(schema = @Schema(implementation = Summary.class)))
    @APIResponse(responseCode = "404", ref = "Refusal")
    @APIResponse(responseCode = "429", ref = "Refusal")
    @APIResponse(responseCode = "503", ref = "Refusal")
    public Response create(byte @Nullable [] body, @Context HttpServerRequest request) {
        Creation wanted = Creation.of(body);
        Optional<Participant> known = owner(request);
        Predecessor predecessor = predecessor(wanted.from(), known);
        Toolchain toolchain = toolchain(wanted.toolchain(), predecessor);
        String secret = Participant.createSecret();
        Participant owner = known.orElseGet(() -> Participant.of(secret, instance.key()));
        ClientAddress address = ClientAddress.of(request.remoteAddress().hostAddress());
        return switch (sessions.create(owner, address, toolchain, predecessor)) {
            case CreateOutcome.Created(var session) -> created(session, known.isEmpty() ? secret : null, request);
            case CreateOutcome.Busy() ->
                refusal(
                        Problem.Kind.BUSY,
                        "All sandboxes are in use, and many wait for one already. Try again in a moment.",
                        RETRY_SECONDS);
            case CreateOutcome.TooMany(var message) ->
                refusal(Problem.Kind.TOO_MANY_SESSIONS, message, QUOTA_RETRY_SECONDS);
        };
    }

    private static Response refusal(Problem.Kind kind, String detail, int retrySeconds) {
        return Response.fromResponse(Problems.response(Problem.of(kind, detail)))
                .header(HttpHeaders.RETRY_AFTER, retrySeconds)
                .build();
    }

    /// @param newSecret the owner's, if they have none yet
    private static Response created(Session session, @Nullable String newSecret, HttpServerRequest request) {
        Response.ResponseBuilder answer = Response.status(Response.Status.CREATED)
                .entity(Summary.of(session).orElseThrow())
                .header(HttpHeaders.LOCATION, "/api/sessions/" + session.id());
        if (newSecret != null) {
            answer.header(HttpHeaders.SET_COOKIE, ParticipantCookie.header(newSecret, request.isSSL()));
        }
        return answer.build();
    }

    private Predecessor predecessor(@Nullable String from, Optional<Participant> owner) {
        if (from == null) {
            return Predecessor.NONE;
        }
        return SessionId.parse(from)
                .flatMap(id -> owner.flatMap(known -> records.findPredecessor(id, known)))
                .orElseThrow(() -> new ProblemException(
                        Problem.Kind.NOT_FOUND, "from", "There is no such saved session, or it is not yours."));
    }

    /// The one that is wanted; else the predecessor's, if it is there still; else the default.
    private Toolchain toolchain(@Nullable String wanted, Predecessor predecessor) {
        if (wanted == null) {
            return toolchains.find(predecessor.toolchain()).orElseGet(toolchains::getDefault);
        }
        return toolchains
                .find(wanted)
                .orElseThrow(() -> new ProblemException(
                        Problem.Kind.UNKNOWN_TOOLCHAIN,
                        "toolchain",
                        "There is no such toolchain here. GET /api/toolchains lists them."));
    }

    @GET
    @Operation(summary = "This owner's sessions")
    public List<Summary> list(@Context HttpServerRequest request) {
        return owner(request).stream()
                .flatMap(owner -> sessions.list(owner).stream())
                .flatMap(session -> Summary.of(session).stream())
                .toList();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One session")
    public Summary get(@PathParam("id") String id, @Context HttpServerRequest request) {
        return Summary.of(session(id, request)).orElseThrow(SessionResource::notFound);
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "End a session")
    @APIResponse(responseCode = "204", description = "It ends.")
    public void end(@PathParam("id") String id, @Context HttpServerRequest request) {
        Session session = session(id, request);
        session.loop().execute(() -> session.end(CloseReason.ENDED, "The session was ended by its owner."));
    }

    private Session session(String id, HttpServerRequest request) {
        return SessionId.parse(id)
                .flatMap(parsed -> owner(request).flatMap(owner -> sessions.find(parsed, owner)))
                .orElseThrow(SessionResource::notFound);
    }

    private Optional<Participant> owner(HttpServerRequest request) {
        return ParticipantCookie.participant(request, instance.key());
    }

    private static ProblemException notFound() {
        return new ProblemException(
                Problem.Kind.NOT_FOUND, "There is no such session, or it is not yours, or it is over.");
    }
}
