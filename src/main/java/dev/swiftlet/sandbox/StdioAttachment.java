package dev.swiftlet.sandbox;

import dev.swiftlet.agent.AgentStream;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Attaches to a container's stdin and stdout: one HTTP request to the engine, which then becomes
/// the stream. Not through the engine's client library, which would spend two threads on each.
/// Confined to the context.
final class StdioAttachment {
    private static final int MAX_ANSWER_BYTES = 16_384;
    private static final String ANSWER_END = "\r\n\r\n";

    private final Context context;
    private final NetSocketStream stream;
    private final Runnable release;
    private final Promise<AgentStream> attached = Promise.promise();
    private Buffer answer = Buffer.buffer();
    private boolean answered;

    private StdioAttachment(Context context, NetSocket socket, Runnable release) {
        this.context = context;
        this.stream = new NetSocketStream(socket);
        this.release = release;
    }

    /// Asks the engine.
    ///
    /// @param container its id
    /// @return the stream, paused; or a failure when the engine does not give it in time
    static Future<AgentStream> open(Context context, URI dockerHost, String container, Duration limit) {
        var options = new NetClientOptions().setConnectTimeout((int) limit.toMillis());
        var client = context.owner().createNetClient(options);
        return client.connect(address(dockerHost))
                .compose(socket -> new StdioAttachment(context, socket, client::close).ask(container, limit))
                .onFailure(_ -> client.close());
    }

    private static SocketAddress address(URI dockerHost) {
        return "unix".equals(dockerHost.getScheme())
                ? SocketAddress.domainSocketAddress(dockerHost.getPath())
                : SocketAddress.inetSocketAddress(dockerHost.getPort(), dockerHost.getHost());
    }

    private Future<AgentStream> ask(String container, Duration limit) {
        var timer = context.owner().setTimer(limit.toMillis(), _ -> failed("no answer in time"));
        stream.closeHandler(() -> failed("closed by the engine"));
        stream.handler(this::received);
        var _ = stream.write(Buffer.buffer("POST /v" + Containers.API_VERSION + "/containers/" + container
                + "/attach?stream=1&stdin=1&stdout=1&stderr=1 HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\n"
                + "Upgrade: tcp\r\nContent-Length: 0\r\n\r\n"));
        stream.resume();
        return attached.future().onComplete(_ -> context.owner().cancelTimer(timer));
    }

    private void received(Buffer bytes) {
        answer.appendBuffer(bytes);
        var text = answer.getString(0, Math.min(answer.length(), MAX_ANSWER_BYTES), StandardCharsets.ISO_8859_1.name());
        var end = text.indexOf(ANSWER_END);
        if (answered) {
            return;
        }
        if (end < 0 && answer.length() > MAX_ANSWER_BYTES) {
            failed("an endless answer");
        } else if (end >= 0 && !text.startsWith("HTTP/1.1 101")) {
            failed("refused: " + text.lines().findFirst().orElse(""));
        } else if (end >= 0) {
            answered = true;
            stream.pause();
            var rest = answer.getBuffer(end + ANSWER_END.length(), answer.length());
            attached.tryComplete(new StdioStream(stream, rest, release));
        }
    }

    private void failed(String why) {
        if (attached.tryFail("attach: " + why)) {
            stream.close();
        }
    }
}
