package dev.swiftlet.web;

import dev.swiftlet.run.Formatted;
import dev.swiftlet.run.Run;
import dev.swiftlet.run.RunCeilings;
import dev.swiftlet.run.RunRequest;
import dev.swiftlet.run.RunService;
import dev.swiftlet.run.RunsBusyException;
import dev.swiftlet.run.ToolchainHealth;
import dev.swiftlet.toolchain.Toolchain;
import dev.swiftlet.toolchain.Toolchains;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// `POST /api/runs` and `POST /api/format`. Routes of their own and no resource methods, since a program's output goes
/// to its reader as it comes, and as fast as that one takes it.
@ApplicationScoped
public class RunsResource {
    private static final Logger LOG = Logger.getLogger(RunsResource.class);
    private static final Duration BODY_PATIENCE = Duration.ofSeconds(30);
    /// What swift-format calls a text that has no name.
    private static final Pattern FROM_STDIN = Pattern.compile("(?m)^\\S*<stdin>:");

    private static final String NO_ROOM =
            "As many programs wait to be run as may. Try again when Retry-After has passed.";

    static final Duration BUSY_RETRY = Duration.ofSeconds(5);
    /// Each may hold a body and an answer: beyond this the line of runs would refuse them anyway.
    private static final int MOST_OPEN = 256;

    private final RunService runs;
    private final ToolchainHealth health;
    private final RunRequestReader reader;
    private final long mostBody;
    private final AtomicInteger open = new AtomicInteger();

    RunsResource(
            RunService runs,
            ToolchainHealth health,
            Toolchains toolchains,
            RunCeilings ceilings,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize mostBody) {
        this.runs = runs;
        this.health = health;
        this.reader = new RunRequestReader(toolchains, ceilings);
        this.mostBody = mostBody.asLongValue();
        refuseUnreachable("source-size", ceilings.sourceBytes());
        refuseUnreachable("stdin-size", ceilings.stdinBytes());
    }

    /// A setting that promises more than ever gets here.
    private void refuseUnreachable(String key, long bytes) {
        if (bytes > mostBody) {
            throw new IllegalArgumentException(
                    "swiftlet.run.%s is %d, but a body may have %d bytes: raise quarkus.http.limits.max-body-size, too"
                            .formatted(key, bytes, mostBody));
        }
    }

    void register(@Observes Router router) {
        router.route("/api/runs").handler(context -> take(context, this::run));
        router.route("/api/format").handler(context -> take(context, this::format));
    }

    /// What is done with a body, on a virtual thread: reading a long one takes longer than an event loop may be kept.
    private interface Work {
        /// @param loop the request's
        /// @param left completed when the request is answered or its reader has gone
        void begin(RoutingContext context, Context loop, byte[] body, CompletionStage<Void> left)
                throws RunsBusyException;
    }

    private void take(RoutingContext context, Work work) {
        if (!context.request().method().equals(HttpMethod.POST)) {
            context.response().putHeader(HttpHeaders.ALLOW, "POST");
            Problems.send(context, Problem.ofStatus(405, "Method Not Allowed"));
            return;
        }
        if (open.incrementAndGet() > MOST_OPEN) {
            open.decrementAndGet();
            busy(context.response(), NO_ROOM, BUSY_RETRY);
            return;
        }
        CompletableFuture<Void> left = new CompletableFuture<>();
        var _ = left.thenRun(open::decrementAndGet);
        context.addEndHandler(_ -> left.complete(null));
        Context loop = context.vertx().getOrCreateContext();
        RequestBody.receive(
                context,
                mostBody,
                BODY_PATIENCE,
                body -> Thread.ofVirtual().name("run-request").start(() -> begin(context, loop, body, work, left)));
    }

    private static void begin(
            RoutingContext context, Context loop, byte[] body, Work work, CompletionStage<Void> left) {
        try {
            work.begin(context, loop, body, left);
        } catch (ProblemException e) {
            loop.runOnContext(_ -> Problems.send(context, e.problem()));
        } catch (RunsBusyException e) {
            loop.runOnContext(_ -> busy(context.response(), NO_ROOM, e.retryAfter()));
        } catch (RuntimeException e) {
            LOG.error("a run's request failed", e);
            loop.runOnContext(_ ->
                    Problems.send(context, Problem.of(Problem.Kind.INTERNAL, "Something went wrong on our side.")));
        }
    }

    private void run(RoutingContext context, Context loop, byte[] body, CompletionStage<Void> left)
            throws RunsBusyException {
        MultiMap headers = context.request().headers();
        boolean isJson = isJson(context);
        RequestForms.Answer form = RequestForms.answer(headers, isJson);
        RunRequest request = isJson ? reader.read(body) : reader.read(body, RequestForms.fields(context.queryParams()));
        refuseUnavailable(request.toolchain());
        RunAnswer answer = switch (form) {
            case JSON -> new JsonAnswer();
            case LINES -> new EventsAnswer(EventsAnswer.Framing.LINES);
            case SERVER_SENT -> new EventsAnswer(EventsAnswer.Framing.SERVER_SENT);
            case TEXT -> new TextAnswer(request);
        };
        Vertx vertx = context.vertx();
        RunExchange exchange = new RunExchange(vertx, loop, context.response(), answer, left);
        Run run = runs.start(request, exchange);
        loop.runOnContext(_ -> exchange.began(run));
    }

    private static boolean isJson(RoutingContext context) {
        boolean isJson = RequestForms.isJson(context.request().headers());
        if (isJson) {
            RequestForms.refuseAny(context.queryParams());
        } else {
            RawQuery.refuseGarbled(context.request().query());
        }
        return isJson;
    }

    private void format(RoutingContext context, Context loop, byte[] body, CompletionStage<Void> left)
            throws RunsBusyException {
        MultiMap headers = context.request().headers();
        boolean isJson = isJson(context);
        boolean wantsText = RequestForms.answer(headers, isJson) == RequestForms.Answer.TEXT;
        RunRequestReader.Formatting wanted = isJson
                ? reader.readFormatting(body)
                : reader.readFormatting(body, RequestForms.formatFields(context.queryParams()));
        refuseUnavailable(wanted.toolchain());
        runs.format(wanted.toolchain(), wanted.text())
                .thenAccept(formatted -> loop.runOnContext(_ -> formatted(context, formatted, wantsText)));
    }

    private static void formatted(RoutingContext context, Formatted formatted, boolean wantsText) {
        if (context.response().closed()) {
            return;
        }
        switch (formatted) {
            case Formatted.Text(var text)
            when wantsText ->
                context.response()
                        .putHeader("Content-Type", "text/plain;charset=UTF-8")
                        .end(text);
            case Formatted.Text(var text) ->
                context.response()
                        .putHeader("Content-Type", "application/json")
                        .end(JsonObject.of("text", text).encode() + "\n");
            case Formatted.Refused(var why) ->
                Problems.send(
                        context,
                        Problem.of(
                                Problem.Kind.NOT_FORMATTED,
                                FROM_STDIN.matcher(why).replaceAll(""),
                                "source"));
            case Formatted.Busy(var why) -> busy(context.response(), why, BUSY_RETRY);
            case Formatted.Failed(var why) -> Problems.send(context, Problem.of(Problem.Kind.INTERNAL, why));
        }
    }

    /// Where it did not work the last time it is tried again first: an operator may have mended it. Waits for that.
    private void refuseUnavailable(Toolchain toolchain) {
        if (health.of(toolchain) instanceof ToolchainHealth.Status.Unavailable
                && health.check(toolchain).toCompletableFuture().join()
                        instanceof ToolchainHealth.Status.Unavailable(var why)) {
            throw new ProblemException(
                    Problem.Kind.TOOLCHAIN_UNAVAILABLE,
                    "toolchain",
                    "%s does not work here now: %s".formatted(toolchain.label(), why));
        }
    }

    static void busy(HttpServerResponse response, String why, Duration retryAfter) {
        Problems.send(response, Problem.of(Problem.Kind.BUSY, why), retryAfter);
    }
}
