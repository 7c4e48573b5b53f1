package dev.swiftlet.sandbox;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Our containers on the engine: each operation is one call with a time limit. For virtual threads.
final class Containers implements AutoCloseable {
    static final String API_VERSION = "1.41";
    static final String APP_LABEL = "app";
    static final String APP = "swiftlet";
    static final String INSTANCE_LABEL = "instance";

    private static final int CONNECTIONS = 32;

    private final String instance;
    private final DockerClient client;
    private final EngineCalls calls;

    Containers(String instance, URI dockerHost, Duration callTimeout) {
        this.instance = instance;
        this.client = client(dockerHost, CONNECTIONS);
        this.calls = new EngineCalls(callTimeout);
    }

    /// A client of its own for whoever keeps a connection: calls must not wait for it.
    static DockerClient client(URI dockerHost, int connections) {
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(dockerHost.toString())
                .withDockerTlsVerify(false)
                .withApiVersion(API_VERSION)
                .build();
        var http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(dockerHost)
                .maxConnections(connections)
                .build();
        return DockerClientImpl.getInstance(config, http);
    }

    void ping() throws SandboxException {
        calls.call("say that it is there", () -> client.pingCmd().exec());
    }

    String imageId(String image) throws SandboxException {
        try {
            return calls.call(
                    "look for an image",
                    () -> Objects.requireNonNull(
                            client.inspectImageCmd(image).exec().getId()));
        } catch (SandboxException e) {
            if (EngineCalls.notFound(e)) {
                throw imageMissing(e);
            }
            throw e;
        }
    }

    /// A container that does not run yet.
    ///
    /// @return its id
    String create(
            SandboxSpec spec,
            String imageId,
            int uid,
            Map<String, String> labels,
            List<String> environment,
            @Nullable Path socketDirectory)
            throws SandboxException {
        try {
            return calls.call("create a sandbox", () -> {
                var command =
                        client.createContainerCmd(imageId).withName(spec.name().value());
                ContainerProfile.apply(command, spec.limits(), uid, labels, environment, socketDirectory);
                return command.exec().getId();
            });
        } catch (SandboxException e) {
            if (EngineCalls.notFound(e)) {
                throw imageMissing(e);
            }
            throw e;
        }
    }

    void start(String id) throws SandboxException {
        calls.call("start a sandbox", () -> client.startContainerCmd(id).exec());
    }

    /// What the engine knows of one: empty when there is no such container
    Optional<ContainerState> find(String nameOrId) throws SandboxException {
        try {
            var found = calls.call(
                    "look at a sandbox",
                    () -> client.inspectContainerCmd(nameOrId).exec());
            return Optional.of(ContainerState.of(found));
        } catch (SandboxException e) {
            if (EngineCalls.notFound(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// No error when there is none, or when it is being removed already.
    void remove(String nameOrId) throws SandboxException {
        try {
            calls.call(
                    "remove a sandbox",
                    () -> client.removeContainerCmd(nameOrId)
                            .withForce(true)
                            .withRemoveVolumes(true)
                            .exec());
        } catch (SandboxException e) {
            if (!EngineCalls.notFound(e) && !EngineCalls.conflict(e)) {
                throw e;
            }
        }
    }

    /// Whatever carries our labels, running or not. A name that is not a sandbox's is not ours.
    List<SandboxName> list() throws SandboxException {
        return list(true);
    }

    /// Those of them that run, or are paused.
    List<SandboxName> listRunning() throws SandboxException {
        return list(false);
    }

    private List<SandboxName> list(boolean all) throws SandboxException {
        var found = calls.call(
                "list sandboxes",
                () -> client.listContainersCmd()
                        .withShowAll(all)
                        .withLabelFilter(ownLabels(instance))
                        .exec());
        var prefix = SandboxName.prefix(instance);
        return found.stream()
                .map(container -> container.getNames()[0].substring(1))
                .filter(name -> name.startsWith(prefix))
                .map(SandboxName::new)
                .toList();
    }

    static Map<String, String> ownLabels(String instance) {
        return Map.of(APP_LABEL, APP, INSTANCE_LABEL, instance);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new IllegalStateException("the engine's client does not close", e);
        }
    }

    private static SandboxException imageMissing(SandboxException cause) {
        return new SandboxException(
                SandboxException.Kind.IMAGE_MISSING, "The sandbox engine does not have the image of this Swift", cause);
    }
}
