package dev.swiftlet.web;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.agent.VertxEventLoop;
import dev.swiftlet.language.LanguageConfig;
import dev.swiftlet.language.LanguageLimits;
import dev.swiftlet.run.ProgramHealth;
import dev.swiftlet.run.RunCeilings;
import dev.swiftlet.run.RunConfig;
import dev.swiftlet.run.RunReaders;
import dev.swiftlet.run.RunService;
import dev.swiftlet.run.RuntimeCrashReader;
import dev.swiftlet.run.SandboxedRuns;
import dev.swiftlet.run.SerializedDiagnostics;
import dev.swiftlet.sandbox.DockerEngine;
import dev.swiftlet.sandbox.Instance;
import dev.swiftlet.sandbox.OrphanSweeper;
import dev.swiftlet.sandbox.PoolConfig;
import dev.swiftlet.sandbox.RunPool;
import dev.swiftlet.sandbox.SandboxConfig;
import dev.swiftlet.sandbox.SandboxEngine;
import dev.swiftlet.sandbox.SandboxPool;
import dev.swiftlet.sandbox.SandboxSource;
import dev.swiftlet.session.Adoption;
import dev.swiftlet.session.JdbiSessionStore;
import dev.swiftlet.session.Retention;
import dev.swiftlet.session.SessionConfig;
import dev.swiftlet.session.SessionJournal;
import dev.swiftlet.session.SessionRecords;
import dev.swiftlet.session.SessionRegistry;
import dev.swiftlet.session.SessionStore;
import dev.swiftlet.toolchain.ToolchainConfig;
import dev.swiftlet.toolchain.Toolchains;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/// Puts the plain classes together, and refuses to start where the configuration is wrong.
@ApplicationScoped
public class Wiring {
    private static final Logger LOG = Logger.getLogger(Wiring.class);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(30);
    private static final Duration PURGE_EVERY = Duration.ofHours(1);
    private static final Duration FLUSH_PATIENCE = Duration.ofSeconds(5);

    @Produces
    @Singleton
    Instance instance(ServerConfig config) {
        try {
            return Instance.load(config.dataDir(), config.instance());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "swiftlet.server.data-dir: cannot keep the server's key in " + config.dataDir(), e);
        }
    }

    @Produces
    @Singleton
    Toolchains toolchains(ToolchainConfig config) {
        return Toolchains.of(config);
    }

    @Produces
    @Singleton
    Origins origins(
            WebConfig config,
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "quarkus.http.test-port") int testPort,
            @ConfigProperty(name = "quarkus.profile") String profile) {
        int own = profile.equals("test") ? testPort : port;
        return new Origins(config.origins().orElse(List.of("http://localhost:" + own, "http://127.0.0.1:" + own)));
    }

    @Produces
    @Singleton
    DockerEngine engine(SandboxConfig config, Instance instance) {
        return new DockerEngine(config.engine(instance.id()), instance.key());
    }

    @Produces
    @Singleton
    SandboxSource sandboxes(SandboxEngine engine, SandboxConfig config, Instance instance) {
        return new SandboxSource(engine, config.permits(), instance.id(), config.limits());
    }

    @Produces
    @Singleton
    SandboxPool pool(
            SandboxSource sandboxes, SandboxConfig limits, Toolchains toolchains, PoolConfig config, Vertx vertx) {
        return new SandboxPool(
                sandboxes, toolchains.list(), () -> newLoop(vertx), config.settings(limits.max()), Wiring::monotonic);
    }

    @Produces
    @Singleton
    RunPool runPool(
            SandboxSource sandboxes, SandboxConfig limits, Toolchains toolchains, RunConfig config, Vertx vertx) {
        return new RunPool(
                sandboxes.withLimits(
                        RunConfig.sandboxes(limits.limits(), config.ceilings().usual())),
                toolchains.list(),
                () -> newLoop(vertx),
                config.pool().settings().atMost("swiftlet.run.pool", limits.max()),
                Wiring::monotonic);
    }

    @Produces
    @Singleton
    SandboxedRuns runs(
            SandboxSource sandboxes,
            SandboxConfig limits,
            RunPool pool,
            RunConfig config,
            RunReaders readers,
            Vertx vertx) {
        return new SandboxedRuns(
                sandboxes.withLimits(
                        RunConfig.sandboxes(limits.limits(), config.ceilings().usual())),
                pool,
                config.settings(),
                readers,
                () -> newLoop(vertx),
                Wiring::monotonic);
    }

    @Produces
    @Singleton
    RunCeilings ceilings(RunConfig config) {
        return config.ceilings();
    }

    @Produces
    @Singleton
    RunReaders readers() {
        return new RunReaders(new SerializedDiagnostics(), new RuntimeCrashReader());
    }

    @Produces
    @Singleton
    ProgramHealth health(RunService runs, RunConfig config) {
        return new ProgramHealth(runs, config.ceilings().usual(), Wiring::monotonic);
    }

    @Produces
    @Singleton
    SessionStore store(
            Instance madeTheDirectory,
            Flyway migrations,
            DataSource database,
            ServerConfig server,
            SessionConfig config) {
        Database.open(migrations, server.dataDir());
        return new JdbiSessionStore(database, config.storeLimits());
    }

    @Produces
    @Singleton
    SessionJournal journal(SessionStore store) {
        return new SessionJournal(store, SessionJournal.Bounds.USUAL);
    }

    @Produces
    @Singleton
    Retention retention(SessionStore store, SessionConfig config) {
        return new Retention(store, config.savedRetention(), PURGE_EVERY, InstantSource.system());
    }

    @Produces
    @Singleton
    SessionRecords records(SessionStore store, SessionJournal journal) {
        return new SessionRecords(store, journal, InstantSource.system());
    }

    @Produces
    @Singleton
    Adoption adoption(SessionRegistry sessions, SandboxSource sandboxes, SessionRecords records) {
        return new Adoption(sessions, sandboxes, records);
    }

    @Produces
    @Singleton
    SessionRegistry sessions(
            SandboxSource sandboxes, SandboxPool pool, SessionRecords records, SessionConfig config, Vertx vertx) {
        return new SessionRegistry(sandboxes, pool, records, () -> newLoop(vertx), config, Wiring::monotonic);
    }

    @Produces
    @Singleton
    OrphanSweeper sweeper(DockerEngine engine, Adoption adoption, SessionRegistry sessions) {
        return new OrphanSweeper(engine, SWEEP_EVERY, adoption::awaits, sessions::mend);
    }

    @Produces
    @Singleton
    LanguageLimits languageLimits(LanguageConfig config) {
        return config.limits();
    }

    /// Makes everything whose configuration could be wrong, so that a wrong value is known at the start and not at the
    /// first visitor.
    void start(
            @Observes StartupEvent event,
            Config config,
            Instance instance,
            Origins origins,
            Toolchains toolchains,
            SessionRegistry sessions,
            Adoption adoption,
            SandboxPool pool,
            RunPool runPool,
            SandboxedRuns runs,
            ProgramHealth health,
            OrphanSweeper sweeper,
            Retention retention,
            LanguageLimits language) {
        UnknownKeys.check(config);
        var _ = adoption.begin(toolchains);
        sweeper.start();
        pool.start();
        runPool.start();
        runs.start();
        health.start(toolchains.list());
        retention.start();
        LOG.infof(
                "instance %s offers %s",
                instance.id(),
                toolchains.list().stream().map(toolchain -> toolchain.label()).toList());
    }

    /// While the sockets are still open: when [ShutdownEvent] comes, they are not.
    void drain(@Observes ShutdownDelayInitiatedEvent event, SessionRegistry sessions) {
        sessions.drain();
    }

    /// The database itself is closed after this, with the other things that are Quarkus' own.
    void stop(
            @Observes ShutdownEvent event,
            SessionRegistry sessions,
            SessionJournal journal,
            Retention retention,
            SandboxPool pool,
            RunPool runPool,
            SandboxedRuns runs,
            OrphanSweeper sweeper,
            SandboxEngine engine)
            throws Exception {
        sweeper.close();
        retention.close();
        runs.close();
        runPool.close();
        sessions.close();
        pool.close();
        engine.close();
        journal.flush(FLUSH_PATIENCE);
        journal.close();
    }

    private static Duration monotonic() {
        return Duration.ofNanos(System.nanoTime());
    }

    private static EventLoop newLoop(Vertx vertx) {
        return new VertxEventLoop(vertx, ((VertxInternal) vertx).createEventLoopContext());
    }
}
