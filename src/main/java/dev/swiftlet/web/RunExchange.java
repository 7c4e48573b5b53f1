package dev.swiftlet.web;

import dev.swiftlet.run.Run;
import dev.swiftlet.run.RunEvent;
import dev.swiftlet.run.RunListener;
import dev.swiftlet.run.RunOutcome;
import dev.swiftlet.run.Verdict;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A run on its way to whoever asked for it over HTTP. Hears the run on its loop; all else happens on the request's own
/// event loop. A reader that is slow makes the program wait, one that goes away stops it. A run that found no place in
/// time is a refusal, whatever form was asked for.
final class RunExchange implements RunListener {
    static final String OUTCOME = "Swiftlet-Outcome";
    static final String EXIT_CODE = "Swiftlet-Exit-Code";

    private static final int MOST_UNSENT = 256 * 1024;
    private static final int RESUME_BELOW = 64 * 1024;
    /// For a reader that takes nothing more although all is over.
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx;
    private final Context loop;
    private final HttpServerResponse response;
    private final RunAnswer answer;
    private @Nullable Run run;
    private int unsent;
    private boolean paused;
    private boolean gone;
    private boolean told;

    /// @param left completed when the request is answered or its reader has gone
    RunExchange(Vertx vertx, Context loop, HttpServerResponse response, RunAnswer answer, CompletionStage<Void> left) {
        this.vertx = vertx;
        this.loop = loop;
        this.response = response;
        this.answer = answer;
        left.thenRun(() -> loop.runOnContext(_ -> leave()));
    }

    /// The run that this hears of, from now on.
    void began(Run begun) {
        run = begun;
        if (gone) {
            begun.cancel();
        } else if (paused) {
            begun.pause();
        }
    }

    @Override
    public void event(RunEvent event) {
        Buffer bytes = answer.tell(event);
        Verdict verdict = event instanceof RunEvent.Ended(var ended) ? ended : null;
        if (bytes.length() > 0 || verdict != null) {
            loop.runOnContext(_ -> send(bytes, verdict));
        }
    }

    private void send(Buffer bytes, @Nullable Verdict verdict) {
        if (gone) {
            return;
        }
        if (verdict != null && verdict.outcome() == RunOutcome.BUSY && !told) {
            RunsResource.busy(response, String.valueOf(verdict.detail()), RunsResource.BUSY_RETRY);
            return;
        }
        head(verdict);
        if (verdict != null) {
            end(bytes, verdict);
            return;
        }
        unsent += bytes.length();
        response.write(bytes).onComplete(_ -> sent(bytes.length()));
        if (unsent > MOST_UNSENT && !paused) {
            paused = true;
            if (run != null) {
                run.pause();
            }
        }
    }

    private void sent(int bytes) {
        unsent -= bytes;
        if (paused && unsent < RESUME_BELOW) {
            paused = false;
            if (run != null) {
                run.resume();
            }
        }
    }

    private void head(@Nullable Verdict verdict) {
        if (told) {
            return;
        }
        told = true;
        response.putHeader("Content-Type", answer.mediaType());
        if (answer.isStreamed()) {
            response.setChunked(true).putHeader("Trailer", OUTCOME + ", " + EXIT_CODE);
            // What stands between must not hold back what a program prints.
            response.putHeader("X-Accel-Buffering", "no");
        } else if (verdict != null) {
            response.putHeader(OUTCOME, RunJson.name(verdict.outcome()));
        }
    }

    private void end(Buffer last, Verdict verdict) {
        if (answer.isStreamed()) {
            response.putTrailer(OUTCOME, RunJson.name(verdict.outcome()));
            if (verdict.exitCode() != null) {
                response.putTrailer(EXIT_CODE, String.valueOf(verdict.exitCode()));
            }
        }
        long timer = vertx.setTimer(LAST_PATIENCE.toMillis(), _ -> response.reset());
        response.end(last).onComplete(_ -> vertx.cancelTimer(timer));
    }

    private void leave() {
        gone = true;
        if (run != null) {
            run.cancel();
        }
    }
}
