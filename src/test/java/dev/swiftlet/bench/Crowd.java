package dev.swiftlet.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// Many REPLs, and people who type at all of them. Closing it ends them.
final class Crowd implements AutoCloseable {
    /// Five keys a second: sixty words a minute.
    private static final long KEY_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final int KEYS_IN_LINE = 40;

    private final Terminals terminals;
    private final int openAtOnce;
    private final List<Repl> repls = new ArrayList<>();

    /// @param openAtOnce how many may start at once: each takes half a second of a processor
    Crowd(Terminals terminals, int openAtOnce) {
        this.terminals = terminals;
        this.openAtOnce = openAtOnce;
    }

    int size() {
        return repls.size();
    }

    List<Repl> repls() {
        return repls;
    }

    /// Until it has so many.
    void growTo(int size) throws IOException {
        repls.addAll(atOnce(size - repls.size(), openAtOnce, terminals::repl));
    }

    /// All of them type until the work is done.
    void typing(Work work) throws IOException {
        // Not by interrupts: those close a socket that is waited on.
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> typists = new ArrayList<>();
        for (int i = 0; i < repls.size(); i++) {
            Repl repl = repls.get(i);
            long first = KEY_EVERY_NANOS * i / repls.size();
            typists.add(Thread.ofVirtual().start(() -> type(repl, first, over)));
        }
        try {
            work.carryOut();
        } finally {
            over.set(true);
            for (Thread typist : typists) {
                join(typist);
            }
        }
    }

    /// Something that takes a while.
    interface Work {
        void carryOut() throws IOException;
    }

    @Override
    public void close() {
        try {
            atOnce(repls.size(), 16, () -> {
                Repl next;
                synchronized (repls) {
                    next = repls.removeLast();
                }
                next.close();
                return next;
            });
        } catch (IOException e) {
            repls.forEach(Repl::close);
        }
    }

    /// Does something so many times, some at once.
    static <T> List<T> atOnce(int times, int most, Callable<T> something) throws IOException {
        List<T> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, most))) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                futures.add(threads.submit(something));
            }
            for (Future<T> future : futures) {
                all.add(future.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void type(Repl repl, long first, AtomicBoolean over) {
        long next = System.nanoTime() + first;
        try {
            for (int key = 0; !over.get(); key++) {
                if (key % KEYS_IN_LINE == 0) {
                    repl.clearLine();
                }
                awaitTime(next);
                repl.echo((char) ('a' + key % 26));
                next += KEY_EVERY_NANOS;
            }
        } catch (IOException e) {
            // Ended under its hands: the benchmark is being stopped.
        }
    }

    static void awaitTime(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void join(Thread thread) throws IOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
