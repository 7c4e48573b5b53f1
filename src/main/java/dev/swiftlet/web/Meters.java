package dev.swiftlet.web;

import dev.swiftlet.run.RunCounters;
import dev.swiftlet.run.RunOutcome;
import dev.swiftlet.run.SandboxedRuns;
import dev.swiftlet.sandbox.Permits;
import dev.swiftlet.sandbox.RunPool;
import dev.swiftlet.sandbox.SandboxPool;
import dev.swiftlet.sandbox.SandboxSource;
import dev.swiftlet.session.SessionRegistry;
import dev.swiftlet.session.Starts;
import dev.swiftlet.toolchain.Toolchain;
import dev.swiftlet.toolchain.Toolchains;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// What an operator can watch, in the project's words: `/q/metrics` on the management port.
@ApplicationScoped
public class Meters {
    private final MeterRegistry meters;

    Meters(MeterRegistry meters) {
        this.meters = meters;
    }

    void register(
            @Observes StartupEvent event,
            SessionRegistry sessions,
            SandboxPool pool,
            RunPool runPool,
            SandboxedRuns runs,
            SandboxSource sandboxes,
            Toolchains toolchains) {
        Permits permits = sandboxes.permits();
        Gauge.builder("swiftlet.permits.held", permits, Permits::held).register(meters);
        Gauge.builder("swiftlet.permits.max", permits, Permits::max).register(meters);
        Gauge.builder("swiftlet.sessions.live", sessions, SessionRegistry::count)
                .description("those that wait included")
                .register(meters);
        Gauge.builder("swiftlet.sessions.waiting", sessions, SessionRegistry::waiting)
                .register(meters);
        for (Toolchain toolchain : toolchains.list()) {
            Gauge.builder("swiftlet.pool.ready", pool, each -> each.ready(toolchain))
                    .description("sandboxes that stand at their prompt")
                    .tag("toolchain", toolchain.id())
                    .register(meters);
        }
        FunctionCounter.builder("swiftlet.pool.depletions", pool, SandboxPool::depletions)
                .description("visitors who found none standing ready")
                .register(meters);
        register(runs, runPool, toolchains);
        count("warm", sessions.starts(), Starts::warm);
        count("cold", sessions.starts(), Starts::cold);
        count("queued", sessions.starts(), Starts::queued);
    }

    private void register(SandboxedRuns runs, RunPool pool, Toolchains toolchains) {
        Gauge.builder("swiftlet.runs.running", runs, SandboxedRuns::running).register(meters);
        Gauge.builder("swiftlet.runs.waiting", runs, SandboxedRuns::waiting).register(meters);
        for (Toolchain toolchain : toolchains.list()) {
            Gauge.builder("swiftlet.run.pool.ready", pool, each -> each.ready(toolchain))
                    .description("empty sandboxes that stand ready")
                    .tag("toolchain", toolchain.id())
                    .register(meters);
        }
        for (RunOutcome outcome : RunOutcome.values()) {
            FunctionCounter.builder("swiftlet.runs.ended", runs.counters(), each -> each.ended(outcome))
                    .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
        FunctionCounter.builder("swiftlet.runs.cached", runs.counters(), RunCounters::cached)
                .description("answered as an identical one was")
                .register(meters);
        FunctionCounter.builder("swiftlet.runs.refused", runs.counters(), RunCounters::refused)
                .description("requests that found no place in the line")
                .register(meters);
    }

    private void count(String start, Starts starts, ToDoubleFunction<Starts> value) {
        FunctionCounter.builder("swiftlet.sessions.started", starts, value)
                .description("how sessions got their sandboxes")
                .tag("start", start)
                .register(meters);
    }
}
