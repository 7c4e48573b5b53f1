package dev.swiftlet.agent;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Questions for the sandbox's usage, answered in order. They wait for a stream, and are asked again on another.
final class UsageRequests {
    private static final int MOST = 16;

    private final ArrayDeque<Promise<Usage>> waiting = new ArrayDeque<>();

    Future<Usage> ask(@Nullable AgentLink link) {
        if (waiting.size() == MOST) {
            return Future.failedFuture("too many questions");
        }
        var promise = Promise.<Usage>promise();
        waiting.add(promise);
        if (link != null) {
            link.send(new AgentFrame.AskUsage(0));
        }
        return promise.future();
    }

    void connected(AgentLink link) {
        waiting.forEach(_ -> link.send(new AgentFrame.AskUsage(0)));
    }

    void answered(Usage usage) throws MalformedFrameException {
        var promise = waiting.poll();
        if (promise == null) {
            throw new MalformedFrameException("an answer to no question");
        }
        promise.complete(usage);
    }

    void fail(String why) {
        for (var promise = waiting.poll(); promise != null; promise = waiting.poll()) {
            promise.fail(why);
        }
    }
}
