package dev.swiftlet.sandbox;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.toolchain.Toolchain;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Sandboxes that stand ready before anybody asks. One virtual thread, from [#start()] until it is
/// closed, looks after them: fills up, asks whether they live, replaces the old. For any thread.
///
/// @param <S> what is ready in them
public abstract sealed class WarmPool<S extends ReadySandbox> implements AutoCloseable permits SandboxPool, RunPool {
    private static final Logger LOG = Logger.getLogger(WarmPool.class);

    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration REMOVAL_PATIENCE = Duration.ofSeconds(10);

    private static final Executor AFTERWARDS =
            CompletableFuture.delayedExecutor(ToolchainPool.SETTLING.toMillis() + 1, TimeUnit.MILLISECONDS);

    private final SandboxSource source;
    private final PoolSettings settings;
    private final Supplier<Duration> clock;
    private final WarmStarts<S> starts;
    private final Map<String, ToolchainPool<S>> pools = new LinkedHashMap<>();
    private final Semaphore wakeups = new Semaphore(0);
    private final AtomicInteger making = new AtomicInteger();
    private final AtomicInteger visitorsStarting = new AtomicInteger();
    private final AtomicInteger leaving = new AtomicInteger();
    private final Depletions depletions;
    /// Everything of the pool's that has not been handed over: complete when it is gone.
    private final Map<SandboxName, CompletableFuture<Void>> owned = new ConcurrentHashMap<>();

    private Duration checkedAt;
    private volatile boolean closed;
    private @Nullable Thread keeper;

    /// Makes nothing yet.
    ///
    /// @param who those whom it is for, in the plural
    /// @param loops gives the loop for a new sandbox
    /// @param clock monotonic
    WarmPool(
            String who,
            SandboxSource source,
            Collection<Toolchain> toolchains,
            Supplier<EventLoop> loops,
            WarmStarts.Warming<S> warming,
            PoolSettings settings,
            Supplier<Duration> clock) {
        this.source = source;
        this.settings = settings;
        this.clock = clock;
        this.checkedAt = clock.get();
        this.depletions = new Depletions(who, clock);
        this.starts = new WarmStarts<>(source, loops, warming);
        if (settings.floor() > 0) {
            toolchains.forEach(toolchain -> pools.put(
                    toolchain.id(),
                    new ToolchainPool<>(toolchain, new PoolSize(settings.floor(), settings.ceiling()))));
            source.permits().onReturn(this::wake);
        }
    }

    /// Starts to fill it. Returns at once; idempotent. Without effect where there is no pool.
    public synchronized void start() {
        if (keeper == null && !pools.isEmpty()) {
            keeper = Thread.ofVirtual().name("warm-pool").start(this::keep);
        }
    }

    /// One that stands ready, the caller's from now on; never one that somebody had before. Never waits.
    public Optional<S> take(Toolchain toolchain) {
        ToolchainPool<S> pool = pools.get(toolchain.id());
        if (pool == null || closed) {
            return Optional.empty();
        }
        Duration now = clock.get();
        pool.wanted(now);
        Optional<S> found = pool.take();
        while (found.isPresent() && !found.get().isFit()) {
            discard(found.get(), "it was not fit any more");
            found = pool.take();
        }
        found.ifPresentOrElse(
                warm -> {
                    owned.remove(warm.sandbox().name());
                    pool.settle(now);
                    AFTERWARDS.execute(this::wake);
                },
                () -> {
                    depletions.add(toolchain.label(), pool.hasBegun());
                    pool.hurry();
                    wake();
                });
        return found;
    }

    /// Gives up so many, of whatever toolchain, for others to have their permits: those are free when the sandboxes
    /// are removed.
    ///
    /// @param count how many are wanted, those that are leaving already included
    public void giveWay(int count) {
        int wanted = count - leaving.get();
        for (ToolchainPool<S> pool : pools.values()) {
            while (wanted > 0 && giveOne(pool)) {
                wanted--;
            }
        }
    }

    /// How many were given up and still hold their permits.
    public int leaving() {
        return leaving.get();
    }

    private boolean giveOne(ToolchainPool<S> pool) {
        Optional<S> found = pool.take();
        found.ifPresent(warm -> {
            leaving.incrementAndGet();
            warm.sandbox().removed().thenRun(leaving::decrementAndGet);
            discard(warm, "somebody waits for its place");
        });
        return found.isPresent();
    }

    /// A visitor's own sandbox is being made: nothing is made for nobody meanwhile.
    public void visitorStarts() {
        visitorsStarting.incrementAndGet();
    }

    /// A visitor's own sandbox was made, or not.
    public void visitorStarted() {
        if (visitorsStarting.decrementAndGet() == 0) {
            wake();
        }
    }

    /// How many of this toolchain's stand ready.
    public int ready(Toolchain toolchain) {
        ToolchainPool<S> pool = pools.get(toolchain.id());
        return pool == null ? 0 : pool.count();
    }

    /// How often somebody wanted one and there was none.
    public long depletions() {
        return depletions.count();
    }

    /// Ends and removes what stands ready, and waits a while until it is gone. Blocks.
    @Override
    public void close() {
        closed = true;
        Thread running;
        synchronized (this) {
            running = keeper;
        }
        if (running != null) {
            running.interrupt();
        }
        pools.values().forEach(pool -> giveUp(pool.items(), pool, "the server stops"));
        try {
            CompletableFuture.allOf(owned.values().toArray(CompletableFuture[]::new))
                    .get(REMOVAL_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("%d pooled sandboxes are left for the sweeper of the next start", owned.size());
        }
    }

    /// Whether it gives up everything while somebody waits for a session, without being asked to.
    abstract boolean yields();

    private void wake() {
        wakeups.release();
    }

    private void keep() {
        while (!closed) {
            try {
                round();
                var _ = wakeups.tryAcquire(ROUND.toMillis(), TimeUnit.MILLISECONDS);
                wakeups.drainPermits();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("a round of the sandbox pool failed, the next one tries again", e);
            }
        }
    }

    /// Looks after everything once. Blocks no longer than it takes to ask the sandboxes whether they live.
    void round() throws InterruptedException {
        Duration now = clock.get();
        boolean check = now.minus(checkedAt).compareTo(settings.healthCheck()) >= 0;
        if (yields() && source.permits().isCrowded()) {
            pools.values().forEach(pool -> giveUp(pool.items(), pool, "somebody waits for its place"));
        }
        for (ToolchainPool<S> pool : pools.values()) {
            giveUp(pool.items().stream().filter(item -> !item.warm().isFit()).toList(), pool, "it is not fit");
            giveUp(
                    pool.items().stream()
                            .filter(item -> now.minus(item.since()).compareTo(settings.maxAge()) >= 0)
                            .toList(),
                    pool,
                    "it reached its age");
            giveUp(pool.items().stream().limit(Math.max(0, pool.excess(now))).toList(), pool, "it is one too many");
            if (check) {
                giveUp(starts.silent(pool.items()), pool, "it did not answer");
            }
        }
        checkedAt = check ? now : checkedAt;
        refill(now);
    }

    private void refill(Duration now) {
        for (ToolchainPool<S> pool : pools.values()) {
            while (mayMake() && pool.tryMake(now)) {
                Optional<Permit> permit = source.permits().tryAcquireSpare();
                if (permit.isEmpty()) {
                    pool.dropped();
                    return;
                }
                making.incrementAndGet();
                Thread.ofVirtual().name("pool-refill").start(() -> make(pool, permit.get()));
            }
        }
    }

    private boolean mayMake() {
        return !closed && visitorsStarting.get() == 0 && making.get() < settings.refillConcurrency();
    }

    private void make(ToolchainPool<S> pool, Permit permit) {
        try {
            S warm = starts.make(pool.toolchain(), permit, this::own);
            if (pool.made()) {
                LOG.infof("the pool of %s fills again", pool.toolchain().label());
            }
            offer(pool, warm);
        } catch (SandboxException e) {
            if (pool.failed(clock.get())) {
                LOG.warnf(
                        "the pool of %s cannot be filled, and is tried again: %s",
                        pool.toolchain().label(), e.getMessage());
            }
        } finally {
            making.decrementAndGet();
            wake();
        }
    }

    private void offer(ToolchainPool<S> pool, S warm) {
        if (closed || source.permits().isCrowded()) {
            discard(warm, "somebody waits for its place, or the server stops");
            return;
        }
        pool.put(warm, clock.get());
        warm.sandbox().ended().thenRun(this::wake);
        if (closed) {
            giveUp(pool.items(), pool, "the server stops");
        }
    }

    /// From now on, and until it is handed over, the pool answers for it.
    private void own(Sandbox sandbox, Permit permit) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        owned.put(sandbox.name(), gone);
        sandbox.removed().thenRun(() -> {
            permit.close();
            owned.remove(sandbox.name());
            gone.complete(null);
        });
    }

    private void giveUp(List<ToolchainPool.Item<S>> items, ToolchainPool<S> pool, String why) {
        for (ToolchainPool.Item<S> item : items) {
            if (pool.remove(item)) {
                discard(item.warm(), why);
            }
        }
    }

    private void discard(S warm, String why) {
        LOG.debugf("pooled sandbox %s is removed: %s", warm.sandbox().name(), why);
        warm.sandbox().close();
    }
}
