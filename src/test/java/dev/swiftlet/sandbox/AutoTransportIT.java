package dev.swiftlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@NullMarked
class AutoTransportIT {
    private final EngineSettings settings =
            DockerFixture.settings("u" + Long.toHexString(System.nanoTime()), AgentTransport.AUTO);

    @RegisterExtension
    final LeakCheck leaks = new LeakCheck(() -> LeakCheck.ofInstance(settings));

    private final DockerFixture docker = new DockerFixture(settings);

    @AfterEach
    void close() {
        docker.close();
    }

    @Test
    void aLocalEngineIsReachedOverSocketsAndTheProbeIsGone() throws Exception {
        var sandbox = docker.engine().create(docker.spec());

        assertThat(docker.engine().list()).containsExactly(sandbox.name());
        assertThat(InspectedContainer.read(sandbox.name().value())
                        .get("Config")
                        .get("OpenStdin")
                        .asBoolean())
                .isFalse();
        SandboxContract.repl(sandbox).await("1> ");
    }

    @Test
    void aMissingImageDecidesNothing() throws Exception {
        assertThatThrownBy(() -> docker.engine().create(docker.spec("swiftlet/missing:none")))
                .isInstanceOf(SandboxException.class);

        docker.engine().create(docker.spec());
    }
}
