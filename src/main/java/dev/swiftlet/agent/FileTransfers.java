package dev.swiftlet.agent;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Files on their way into the sandbox: one after the other, chunk by chunk, each chunk after the answer to the last.
final class FileTransfers {
    private static final int CHUNK_BYTES = 49_152;
    private static final int MOST = 64;
    private static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final int MAX_PATH_CHARS = 1024;

    private final ArrayDeque<Transfer> transfers = new ArrayDeque<>();
    private long request;

    Future<Void> put(@Nullable AgentLink link, String path, Buffer content) {
        if (link == null || transfers.size() == MOST) {
            return Future.failedFuture(link == null ? "no stream to the agent" : "too many files at once");
        }
        if (path.length() > MAX_PATH_CHARS || path.indexOf('\0') >= 0 || content.length() > MOST_BYTES) {
            return Future.failedFuture("not a file that can be sent");
        }
        var transfer = new Transfer(path, content, Promise.promise());
        transfers.add(transfer);
        if (transfers.peek() == transfer) {
            send(link, transfer);
        }
        return transfer.done.future();
    }

    void answered(@Nullable AgentLink link, AgentFrame.FileWritten answer) throws MalformedFrameException {
        var transfer = transfers.peek();
        if (transfer == null || answer.request() != request || link == null) {
            throw new MalformedFrameException("an answer to no file");
        }
        if (answer.errno() == 0 && transfer.sent < transfer.content.length()) {
            send(link, transfer);
            return;
        }
        transfers.remove();
        var next = transfers.peek();
        if (next != null) {
            send(link, next);
        }
        if (answer.errno() == 0) {
            transfer.done.complete();
        } else {
            transfer.done.fail("the sandbox refused the file: errno " + answer.errno());
        }
    }

    void fail(String why) {
        for (var transfer = transfers.poll(); transfer != null; transfer = transfers.poll()) {
            transfer.done.fail(why);
        }
    }

    private void send(AgentLink link, Transfer transfer) {
        request = (request + 1) & 0xffff_ffffL;
        var end = Math.min(transfer.content.length(), transfer.sent + CHUNK_BYTES);
        var bytes = transfer.content.slice(transfer.sent, end);
        link.send(new AgentFrame.PutFile(0, request, transfer.sent, transfer.path, bytes));
        transfer.sent = end;
    }

    private static final class Transfer {
        final String path;
        final Buffer content;
        final Promise<Void> done;
        int sent;

        Transfer(String path, Buffer content, Promise<Void> done) {
            this.path = path;
            this.content = content;
            this.done = done;
        }
    }
}
