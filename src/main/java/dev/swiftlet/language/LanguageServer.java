package dev.swiftlet.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.protocol.LanguageStatus;
import dev.swiftlet.protocol.LanguageStatus.Reason;
import dev.swiftlet.protocol.LanguageStatus.State;
import dev.swiftlet.sandbox.Companion;
import dev.swiftlet.sandbox.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A session's editor intelligence: starts sourcekit-lsp when an editor comes, starts it again when it dies, stops it
/// when nobody needs it. There is one process and one editor; whoever comes later takes the place of the one before.
/// Confined to the session's loop.
public final class LanguageServer implements Companion, LanguageProcess.Owner {
    private static final Logger LOG = Logger.getLogger(LanguageServer.class);

    /// An editor that has so much unsent is not given more.
    private static final long MOST_UNSENT = 512 * 1024;

    private final EventLoop loop;
    private final Supplier<Duration> clock;
    private final LanguageLimits limits;
    private final Runnable onUse;
    private final OpenFiles files;
    private final Deaths deaths;
    private @Nullable LanguagePlace place;
    private @Nullable LanguageProcess process;
    private @Nullable JsonNode offer;
    private @Nullable Editor editor;
    private LanguageStatus status = new LanguageStatus(State.RESTING, null);
    /// A start that is due, or the end of one that takes too long.
    private Runnable cancelStart = () -> {};
    private Runnable cancelStop = () -> {};
    private boolean stopDue;
    private Duration heardAt;
    private boolean over;

    /// @param clock monotonic
    /// @param flags the compiler's
    /// @param onUse called when somebody edits
    public LanguageServer(
            EventLoop loop, Supplier<Duration> clock, LanguageLimits limits, List<String> flags, Runnable onUse) {
        this.loop = loop;
        this.clock = clock;
        this.limits = limits;
        this.onUse = onUse;
        this.files = new OpenFiles(flags);
        this.deaths = new Deaths(limits.restarts(), limits.restartWindow());
        this.heardAt = clock.get();
    }

    @Override
    public void sandboxReady(Sandbox sandbox) {
        place(LanguagePlace.of(sandbox.agent()));
    }

    void place(LanguagePlace found) {
        place = found;
        if (editor != null) {
            wake();
        }
    }

    @Override
    public void over() {
        over = true;
        cancelStop.run();
        stop();
        Editor last = editor;
        editor = null;
        if (last != null) {
            last.channel().close(EditorChannel.Why.OVER);
        }
    }

    /// An editor has come. One that was there before is told so and let go.
    public void attach(EditorChannel channel) {
        if (over) {
            channel.close(EditorChannel.Why.OVER);
            return;
        }
        Editor former = editor;
        if (former != null) {
            release(former);
            former.channel().send(new LanguageStatus(State.ELSEWHERE, null));
            former.channel().close(EditorChannel.Why.ELSEWHERE);
        }
        editor = new Editor(channel, limits, files, new EditorWishes());
        heardAt = clock.get();
        stopIn(limits.idleTimeout());
        if (status.state() == State.RESTING) {
            wake();
        } else {
            channel.send(status);
        }
    }

    /// An editor is gone.
    public void detach(EditorChannel channel) {
        Editor gone = editor;
        if (gone != null && gone.channel().equals(channel)) {
            editor = null;
            release(gone);
            stopIn(limits.linger());
        }
    }

    /// A whole message came from an editor.
    public void received(EditorChannel channel, byte[] json) {
        Editor sender = editor;
        if (sender != null && sender.channel().equals(channel)) {
            heard();
            sender.received(json, process);
        }
    }

    /// An editor's channel has room again.
    public void drained(EditorChannel channel) {
        if (editor != null && editor.channel().equals(channel) && process != null) {
            process.readOn();
        }
    }

    @Override
    public void ready(JsonNode greeting) {
        cancelStart.run();
        offer = Offer.of(greeting);
        tell(new LanguageStatus(State.READY, status.reason()));
        status = new LanguageStatus(State.READY, null);
    }

    @Override
    public void said(ObjectNode message) {
        if (editor != null) {
            editor.heard(message);
        }
    }

    @Override
    public void drained() {
        if (editor != null && process != null) {
            editor.pump(process);
        }
    }

    @Override
    public boolean hasRoom() {
        return editor == null || editor.channel().unsent() < MOST_UNSENT;
    }

    @Override
    public void ended(Reason reason) {
        LOG.debugf("language server ended: %s", reason);
        stop();
        Optional<Duration> pause = deaths.died(clock.get());
        if (editor == null) {
            tell(new LanguageStatus(State.RESTING, reason));
        } else if (pause.isPresent()) {
            tell(new LanguageStatus(State.STARTING, reason));
            cancelStart = loop.after(pause.get(), this::start);
        } else {
            tell(new LanguageStatus(State.UNAVAILABLE, reason));
        }
    }

    private void wake() {
        if (process != null || over) {
            return;
        }
        if (status.state() == State.UNAVAILABLE) {
            deaths.forgive();
        }
        tell(new LanguageStatus(State.STARTING, null));
        start();
    }

    private void start() {
        cancelStart.run();
        if (place == null || process != null || over) {
            return;
        }
        LanguageProcess started = new LanguageProcess(place, limits, this);
        process = started;
        cancelStart = loop.after(limits.startTimeout(), () -> started.end(Reason.SILENT));
    }

    private void stop() {
        cancelStart.run();
        LanguageProcess running = process;
        process = null;
        offer = null;
        files.forget();
        if (editor != null) {
            editor.processGone();
        }
        if (running != null) {
            running.stop();
        }
    }

    private void rest() {
        stop();
        tell(new LanguageStatus(State.RESTING, null));
    }

    /// Its files are closed, its questions forgotten: the process is as it was before this editor.
    private void release(Editor gone) {
        gone.release(process);
    }

    private void heard() {
        heardAt = clock.get();
        if (!stopDue) {
            stopIn(limits.idleTimeout());
        }
    }

    private void stopIn(Duration delay) {
        cancelStop.run();
        stopDue = true;
        cancelStop = loop.after(delay.isZero() ? Duration.ofMillis(1) : delay, this::stopIfIdle);
    }

    private void stopIfIdle() {
        stopDue = false;
        Duration left = limits.idleTimeout().minus(clock.get().minus(heardAt));
        if (editor != null && left.isPositive()) {
            stopIn(left);
        } else if (!over && status.state() != State.UNAVAILABLE) {
            rest();
        }
    }

    private void tell(LanguageStatus now) {
        status = now;
        if (editor != null) {
            editor.channel().send(now);
        }
    }

    /// What an editor can ask of us.
    private final class EditorWishes implements Editor.Wishes {
        @Override
        public @Nullable JsonNode offer() {
            return offer;
        }

        @Override
        public void wake() {
            LanguageServer.this.wake();
        }

        @Override
        public void used() {
            onUse.run();
        }

        @Override
        public void write(Map<String, byte[]> contents, Runnable then) {
            LanguagePlace where = place;
            LanguageProcess now = process;
            if (where == null || now == null) {
                return;
            }
            CompletionStage<Void> last = CompletableFuture.completedStage(null);
            for (Map.Entry<String, byte[]> each : contents.entrySet()) {
                last = where.write(each.getKey(), each.getValue());
            }
            // What cannot be written is not there for the language server: that is better than no answer.
            last.whenComplete((_, _) -> {
                if (process == now) {
                    then.run();
                }
            });
        }

        @Override
        public void letGo(Editor misbehaving) {
            if (editor == misbehaving) {
                detach(misbehaving.channel());
                misbehaving.channel().close(EditorChannel.Why.MALFORMED);
            }
        }
    }
}
