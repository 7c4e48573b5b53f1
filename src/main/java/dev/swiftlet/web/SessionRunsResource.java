package dev.swiftlet.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.swiftlet.run.RunConfig;
import dev.swiftlet.run.RunReaders;
import dev.swiftlet.sandbox.Instance;
import dev.swiftlet.sandbox.SandboxConfig;
import dev.swiftlet.sandbox.SandboxLimits;
import dev.swiftlet.session.RunOrder;
import dev.swiftlet.session.RunTerminal;
import dev.swiftlet.session.Session;
import dev.swiftlet.session.SessionId;
import dev.swiftlet.session.SessionRegistry;
import dev.swiftlet.toolchain.Toolchains;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/sessions/{id}/runs`: programs in a session's own sandbox, beside its REPL. What they print comes over
/// [RunSocket].
@Path("/api/sessions/{id}/runs")
@Tag(name = "Runs in a session")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SessionRunsResource {
    /// A loop has microseconds of work; more means that something is wrong.
    private static final int LOOP_SECONDS = 10;
    private static final int READY_SECONDS = 1;
    private static final int LEAST_PROCESSES = 16;

    private final SessionRegistry sessions;
    private final Instance instance;
    private final RunConfig config;
    private final RunReaders readers;
    private final SandboxLimits limits;
    private final RunRequestReader reader;

    SessionRunsResource(
            SessionRegistry sessions,
            Instance instance,
            Toolchains toolchains,
            RunConfig config,
            SandboxConfig sandboxes,
            RunReaders readers) {
        this.sessions = sessions;
        this.instance = instance;
        this.config = config;
        this.readers = readers;
        this.limits = sandboxes.limits();
        this.reader = new RunRequestReader(toolchains, config.interactive(limits.memoryBytes()));
    }

    /// A run that was begun.
    @Schema(name = "BegunRun")
    public record Begun(String id) {}

    /// The last run; all is null where there was none.
    ///
    /// @param over whether nothing of it runs any more
    @Schema(name = "LastRun")
    public record Last(
            @JsonProperty @Nullable String id,
            boolean over,
            @JsonProperty @Nullable String mode) {}

    @POST
    @Operation(summary = "Run a program in the session's sandbox, on a terminal; one that goes on is ended")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "SessionRunRequest")))
    @APIResponse(
            responseCode = "201",
            description = "It was begun; what it prints comes over its socket.",
            headers = @Header(name = "Location", schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = Begun.class)))
    @APIResponse(responseCode = "409", ref = "Refusal")
    public Response begin(@PathParam("id") String id, byte @Nullable [] body, @Context HttpServerRequest request) {
        Session session = session(id, request);
        RunRequestReader.Interactive wanted =
                reader.readInteractive(body == null ? new byte[0] : body, session.toolchain());
        RunOrder order = new RunOrder(
                wanted.request(),
                wanted.size(),
                Math.max(LEAST_PROCESSES, limits.pids() - RunConfig.KEPT_PROCESSES),
                config.settings(),
                readers,
                EventJson::text);
        Optional<RunTerminal> begun = onLoop(session, order);
        return begun.map(run -> Response.status(Response.Status.CREATED)
                        .header(HttpHeaders.LOCATION, "/api/sessions/%s/runs/%s".formatted(session.id(), run.id()))
                        .entity(new Begun(run.id().value()))
                        .build())
                .orElseGet(SessionRunsResource::notReady);
    }

    @GET
    @Operation(summary = "The session's last run")
    public Last last(@PathParam("id") String id, @Context HttpServerRequest request) {
        return session(id, request)
                .runs()
                .current()
                .map(run -> new Last(run.id().value(), run.isOver(), RunJson.name(run.mode())))
                .orElseGet(() -> new Last(null, true, null));
    }

    private static Optional<RunTerminal> onLoop(Session session, RunOrder order) {
        CompletableFuture<Optional<RunTerminal>> begun = new CompletableFuture<>();
        session.loop().execute(() -> {
            try {
                begun.complete(session.runs().begin(order));
            } catch (RuntimeException e) {
                begun.completeExceptionally(e);
            }
        });
        try {
            return begun.get(LOOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a run could not be begun", e);
        }
    }

    private static Response notReady() {
        Problem problem = Problem.of(
                Problem.Kind.NOT_READY, "The session's sandbox is not there yet. Try again when the REPL starts.");
        return Response.fromResponse(Problems.response(problem))
                .header(HttpHeaders.RETRY_AFTER, READY_SECONDS)
                .build();
    }

    private Session session(String id, HttpServerRequest request) {
        return SessionId.parse(id)
                .flatMap(parsed -> ParticipantCookie.participant(request, instance.key())
                        .flatMap(owner -> sessions.find(parsed, owner)))
                .orElseThrow(() -> new ProblemException(
                        Problem.Kind.NOT_FOUND, "There is no such session, or it is not yours, or it is over."));
    }
}
