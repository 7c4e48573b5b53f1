package dev.swiftlet.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;

/// Holds back what a socket's client sends while there is a reason to: its session has enough, it sends too fast, or it
/// does not take the answers. It reads on when the last reason is gone. Belongs to the socket's own thread.
final class InputHold {
    private final Vertx vertx;
    private final Context context;
    private final ServerWebSocket socket;
    private long readAgainAt = System.nanoTime();
    private boolean bySession;
    private boolean byRate;
    private boolean byQueue;

    /// Holds nothing yet.
    InputHold(Vertx vertx, Context context, ServerWebSocket socket) {
        this.vertx = vertx;
        this.context = context;
        this.socket = socket;
        socket.drainHandler(_ -> {
            byQueue = false;
            readOn();
        });
    }

    /// The session has enough. From any thread.
    void holdForSession() {
        context.runOnContext(_ -> {
            bySession = true;
            socket.pause();
        });
    }

    /// The session takes more. From any thread.
    void releaseForSession() {
        context.runOnContext(_ -> {
            bySession = false;
            readOn();
        });
    }

    /// Reads nothing for so many milliseconds, counted from now; none if that is 0.
    void slowDown(long millis) {
        if (millis > 0) {
            readAgainAt = Math.max(readAgainAt, System.nanoTime() + millis * 1_000_000);
            if (!byRate) {
                byRate = true;
                socket.pause();
                vertx.setTimer(millis, _ -> readAgain());
            }
        }
    }

    /// Reads nothing until the client has taken what is on its way to it.
    void waitForRoom() {
        // Frames that were read before it closed still come, and a closed one has no queue to ask.
        if (!socket.isClosed() && socket.writeQueueFull()) {
            byQueue = true;
            socket.pause();
        }
    }

    /// Vert.x asks for one more frame after each ping and pong, pause or not: without this a flood of them is read as
    /// fast as it comes.
    void keepAfterControlFrame() {
        if (held()) {
            context.runOnContext(_ -> {
                if (held()) {
                    socket.pause();
                }
            });
        }
    }

    /// What was read before the pause took hold has moved the time on.
    private void readAgain() {
        long left = (readAgainAt - System.nanoTime()) / 1_000_000;
        if (left > 0) {
            vertx.setTimer(left, _ -> readAgain());
        } else {
            byRate = false;
            readOn();
        }
    }

    private void readOn() {
        if (!held()) {
            socket.resume();
        }
    }

    private boolean held() {
        return bySession || byRate || byQueue;
    }
}
