package dev.swiftlet.web;

import dev.swiftlet.sandbox.SandboxEngine;
import dev.swiftlet.sandbox.SandboxException;
import dev.swiftlet.toolchain.Toolchains;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready is who can make sandboxes: asks the engine, each time, and looks whether it has the default toolchain's image.
@Readiness
@ApplicationScoped
public class EngineHealth implements HealthCheck {
    private final SandboxEngine engine;
    private final Toolchains toolchains;

    EngineHealth(SandboxEngine engine, Toolchains toolchains) {
        this.engine = engine;
        this.toolchains = toolchains;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            engine.ping();
            engine.resolveImage(toolchains.getDefault().image());
            return HealthCheckResponse.up("engine");
        } catch (SandboxException e) {
            return HealthCheckResponse.named("engine")
                    .down()
                    .withData("reason", e.getMessage())
                    .build();
        }
    }
}
