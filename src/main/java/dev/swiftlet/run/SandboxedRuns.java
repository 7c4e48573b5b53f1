package dev.swiftlet.run;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.sandbox.RunPool;
import dev.swiftlet.sandbox.SandboxException;
import dev.swiftlet.sandbox.SandboxSource;
import dev.swiftlet.toolchain.Toolchain;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Runs, each in a sandbox that is used once and then removed. Any thread. Whoever made it closes it.
public final class SandboxedRuns implements RunService, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SandboxedRuns.class);
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final SandboxSource source;
    private final RunSettings settings;
    private final Supplier<EventLoop> loops;
    private final RunSandboxes sandboxes;
    private final RunLine line;
    private final RunCache cache;
    private final RunJob.Place place;
    private final RunCounters counters = new RunCounters();
    private final Set<RunJob> live = ConcurrentHashMap.newKeySet();
    private final Map<String, String> imageIds = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /// @param source of sandboxes with the usual limits of runs
    /// @param loops gives the loop for a run
    /// @param clock monotonic
    public SandboxedRuns(
            SandboxSource source,
            RunPool pool,
            RunSettings settings,
            RunReaders readers,
            Supplier<EventLoop> loops,
            Supplier<Duration> clock) {
        this.source = source;
        this.settings = settings;
        this.loops = loops;
        this.sandboxes = new RunSandboxes(source, pool, settings.usual(), settings.reserved(), loops);
        this.line = new RunLine(sandboxes, settings, clock);
        this.cache = new RunCache(settings.cacheBytes(), settings.cacheAge(), clock);
        this.place = new RunJob.Place(settings, readers, loops, line::leave, live::remove);
    }

    /// Begins to look after those who wait.
    public void start() {
        Thread.ofVirtual().name("run-line").start(this::look);
    }

    @Override
    public Run start(RunRequest request, RunListener listener) throws RunsBusyException {
        Optional<String> key = key(request);
        Optional<List<RunEvent>> told = key.flatMap(cache::find);
        if (told.isPresent()) {
            return tellAgain(told.get(), listener);
        }
        Recording recording = key.isPresent() ? cache.recording() : null;
        RunJob job = new RunJob(request, listener, place, recording);
        live.add(job);
        job.verdict().thenAccept(verdict -> ended(verdict, key, recording));
        try {
            line.enter(job);
        } catch (RunsBusyException e) {
            live.remove(job);
            counters.countRefused();
            throw e;
        }
        return job;
    }

    @Override
    public CompletionStage<Formatted> format(Toolchain toolchain, String text) throws RunsBusyException {
        FormatJob job = new FormatJob(toolchain, settings.usual(), text);
        line.enter(job);
        return job.done();
    }

    public RunCounters counters() {
        return counters;
    }

    /// How many are carried out now.
    public int running() {
        return line.running();
    }

    /// How many wait.
    public int waiting() {
        return line.waiting();
    }

    /// Stops every run and waits a while until their sandboxes are removed. Blocks.
    @Override
    public void close() {
        closed.countDown();
        line.close();
        List<RunJob> left = List.copyOf(live);
        left.forEach(RunJob::cancel);
        CompletableFuture<?>[] verdicts =
                left.stream().map(job -> job.verdict().toCompletableFuture()).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(verdicts).get(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("some runs did not stop in time");
        }
        sandboxes.close();
    }

    private Run tellAgain(List<RunEvent> events, RunListener listener) {
        Verdict verdict = ToldAgain.verdict(events);
        ToldAgain run = new ToldAgain(loops.get(), listener, events, verdict);
        counters.count(verdict);
        run.begin();
        return run;
    }

    private void ended(Verdict verdict, Optional<String> key, @Nullable Recording recording) {
        counters.count(verdict);
        if (key.isPresent() && recording != null) {
            cache.offer(key.get(), recording, verdict);
        }
    }

    /// Without one the answer is neither looked for nor kept: nobody wants that, or the image is not known yet.
    private Optional<String> key(RunRequest request) {
        if (!request.cacheable() || settings.cacheBytes() == 0) {
            return Optional.empty();
        }
        String image = request.toolchain().image();
        String id = imageIds.get(image);
        if (id == null) {
            Thread.ofVirtual().name("image-id").start(() -> resolve(image));
            return Optional.empty();
        }
        return Optional.of(RunCache.key(request, id));
    }

    private void resolve(String image) {
        try {
            imageIds.put(image, source.engine().resolveImage(image));
        } catch (SandboxException e) {
            imageIds.remove(image);
        }
    }

    private void look() {
        try {
            while (!closed.await(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    line.expire();
                    line.serve();
                    List.copyOf(imageIds.keySet()).forEach(this::resolve);
                } catch (RuntimeException e) {
                    LOG.error("a round of the runs failed, the next one tries again", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
