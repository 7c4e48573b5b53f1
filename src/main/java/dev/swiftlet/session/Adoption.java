package dev.swiftlet.session;

import dev.swiftlet.protocol.CloseReason;
import dev.swiftlet.sandbox.Sandbox;
import dev.swiftlet.sandbox.SandboxException;
import dev.swiftlet.sandbox.SandboxName;
import dev.swiftlet.sandbox.SandboxSource;
import dev.swiftlet.toolchain.Toolchain;
import dev.swiftlet.toolchain.Toolchains;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// Takes over the sessions that an earlier server left, once, when the server starts. Any thread.
public final class Adoption {
    private static final Logger LOG = Logger.getLogger(Adoption.class);

    /// At once: each costs the engine one question and the agent a few milliseconds.
    private static final int PARALLEL = 8;

    /// An engine that is away is asked again so often, for as long as the session lives.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// An engine that is there and refuses is believed after so many times.
    private static final int ATTEMPTS = 5;

    private final SessionRegistry registry;
    private final SandboxSource sandboxes;
    private final SessionRecords records;
    private final Set<SandboxName> awaited = ConcurrentHashMap.newKeySet();
    private final Semaphore turns = new Semaphore(PARALLEL);
    private final AtomicInteger adopted = new AtomicInteger();
    private final long began = System.nanoTime();

    public Adoption(SessionRegistry registry, SandboxSource sandboxes, SessionRecords records) {
        this.registry = registry;
        this.sandboxes = sandboxes;
        this.records = records;
    }

    /// Registers all of them, so that whoever comes back finds them, and takes over their
    /// sandboxes in the background. Blocks on the database.
    ///
    /// @return done when each is adopted or has ended
    /// @throws StoreException if nobody knows which there are
    public CompletableFuture<Void> begin(Toolchains toolchains) {
        List<SessionStore.Live> live = records.listLive();
        List<CompletableFuture<Void>> all = live.stream()
                .map(session -> toolchains
                        .find(session.toolchain())
                        .map(toolchain -> begin(session, toolchain))
                        .orElseGet(() -> withoutToolchain(session)))
                .toList();
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenRun(() -> {
            if (!live.isEmpty()) {
                LOG.infof(
                        "%d of %d sessions adopted in %d ms",
                        adopted.get(), live.size(), (System.nanoTime() - began) / 1_000_000);
            }
        });
    }

    /// Whether a sandbox may yet be adopted: not to be swept up.
    public boolean awaits(SandboxName name) {
        return awaited.contains(name);
    }

    private CompletableFuture<Void> withoutToolchain(SessionStore.Live live) {
        LOG.warnf("session not adopted sessionId=%s: its toolchain is not offered any more", live.id());
        records.over(live.id(), CloseReason.SANDBOX_LOST, "Its toolchain is not offered any more.");
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Void> begin(SessionStore.Live live, Toolchain toolchain) {
        String recorded = live.sandbox();
        SandboxName name = recorded == null ? sandboxes.name(live.id().value()) : new SandboxName(recorded);
        awaited.add(name);
        Session session = registry.reopen(live.id(), live.owner(), toolchain, records.age(live));
        CompletableFuture<Void> gone = registry.hold(live.id(), sandboxes.take());
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofVirtual().name("adopt-" + live.id()).start(() -> {
            try {
                new Attempt(live, session, name, gone).run();
            } finally {
                awaited.remove(name);
                done.complete(null);
            }
        });
        return done;
    }

    /// One session's, on a virtual thread.
    private final class Attempt {
        private final SessionStore.Live live;
        private final Session session;
        private final SandboxName name;
        private final CompletableFuture<Void> gone;
        private int refusals;
        private SessionRecords.Kept kept = SessionRecords.Kept.NOTHING;

        Attempt(SessionStore.Live live, Session session, SandboxName name, CompletableFuture<Void> gone) {
            this.live = live;
            this.session = session;
            this.name = name;
            this.gone = gone;
        }

        void run() {
            try {
                while (!registry.isClosed() && !adopt()) {
                    Thread.sleep(PAUSE);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.errorf(e, "session not adopted sessionId=%s", session.id());
                giveUp(CloseReason.SANDBOX_BROKEN, "The server could not go on with this session.");
            }
        }

        /// @return false to be tried again
        private boolean adopt() throws InterruptedException {
            turns.acquire();
            try {
                if (session.state() instanceof SessionState.Ended) {
                    remove();
                    return true;
                }
                kept = records.find(live);
                SessionRecords.Kept found = kept;
                Sandbox sandbox = sandboxes.adopt(name, session.toolchain().image(), session.loop());
                ColdStarts.attach(session, sandbox, gone);
                session.loop().execute(() -> session.adopt(sandbox, found));
                adopted.incrementAndGet();
                return true;
            } catch (StoreException e) {
                LOG.warnf("session not adopted yet sessionId=%s: %s", session.id(), e.getMessage());
                return false;
            } catch (SandboxException e) {
                return failed(e);
            } finally {
                turns.release();
            }
        }

        private boolean failed(SandboxException e) {
            LOG.infof("session not adopted sessionId=%s: %s", session.id(), e.getMessage());
            return switch (e.kind()) {
                case ENGINE_AWAY, TIMEOUT -> false;
                case REFUSED, IMAGE_MISSING -> {
                    // Without a cause it is no mishap: there is no such container, or it has ended.
                    boolean certain = e.getCause() == null || ++refusals >= ATTEMPTS;
                    if (certain && live.sandbox() == null) {
                        giveUp(
                                CloseReason.START_FAILED,
                                "The server was restarted while the session waited for its place. Open a new one.");
                    } else if (certain) {
                        giveUp(CloseReason.SANDBOX_LOST, "The sandbox ended while the server was away.");
                    }
                    yield certain;
                }
                case AGENT_SILENT -> {
                    giveUp(CloseReason.SANDBOX_BROKEN, "The sandbox was not heard from after the server's restart.");
                    yield true;
                }
            };
        }

        /// What is left of the sandbox is removed before its session ends: the row that names it
        /// goes last.
        private void giveUp(CloseReason reason, String message) {
            remove();
            SessionRecords.Kept found = kept;
            registry.remember(session);
            session.loop().execute(() -> session.lost(found, reason, message));
        }

        private void remove() {
            try {
                sandboxes.engine().remove(name);
            } catch (SandboxException e) {
                LOG.warnf("sandbox %s could not be removed; the sweeper will: %s", name, e.getMessage());
            }
            gone.complete(null);
        }
    }
}
