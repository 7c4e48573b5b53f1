package dev.swiftlet.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.swiftlet.session.StoreException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// The one place where what went wrong becomes an answer.
@ApplicationScoped
public class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    @ServerExceptionMapper
    Response refused(ProblemException refusal) {
        return response(refusal.problem());
    }

    @ServerExceptionMapper
    Response storageAway(StoreException failure) {
        LOG.warn(failure.getMessage());
        return response(Problem.of(
                Problem.Kind.STORAGE_AWAY,
                "The server cannot reach what it keeps. Terminals that are open go on; try again in a moment."));
    }

    @ServerExceptionMapper
    Response malformed(JsonProcessingException error) {
        return response(Problem.of(Problem.Kind.BAD_REQUEST, "The body is not the JSON that this call takes."));
    }

    @ServerExceptionMapper
    Response http(WebApplicationException error) {
        Response.StatusType status = error.getResponse().getStatusInfo();
        return status.getStatusCode() < 400
                ? error.getResponse()
                : response(Problem.ofStatus(status.getStatusCode(), status.getReasonPhrase()));
    }

    @ServerExceptionMapper
    Response bug(RuntimeException error) {
        LOG.error("request failed", error);
        return response(Problem.of(Problem.Kind.INTERNAL, "Something went wrong on our side."));
    }

    void register(@Observes Router router) {
        for (int status : new int[] {400, 404, 405, 413, 414, 415, 431}) {
            router.errorHandler(status, Problems::fail);
        }
    }

    static void send(RoutingContext context, Problem problem) {
        send(context.response(), problem);
    }

    /// For refusals that pass by themselves.
    static void send(HttpServerResponse response, Problem problem, Duration retryAfter) {
        response.putHeader("Retry-After", String.valueOf(Math.max(1, retryAfter.toSeconds())));
        send(response, problem);
    }

    private static void send(HttpServerResponse response, Problem problem) {
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(JsonObject.mapFrom(problem).encode());
    }

    private static void fail(RoutingContext context) {
        int status = context.statusCode();
        send(
                context,
                Problem.ofStatus(status, Response.Status.fromStatusCode(status).getReasonPhrase()));
    }

    static Response response(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
