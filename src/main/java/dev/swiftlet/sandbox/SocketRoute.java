package dev.swiftlet.sandbox;

import dev.swiftlet.agent.AgentConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/// The agent connects to a unix socket in its sandbox's directory, and again whenever its stream was lost.
final class SocketRoute implements AgentRoute {
    private static final Logger LOG = Logger.getLogger(SocketRoute.class);

    /// For whoever has connected, to prove that it is the agent. The agent does so at once.
    private static final Duration PROOF_PATIENCE = Duration.ofSeconds(3);

    private final AgentConnection connection;
    private final SocketDirectory directory;
    private final Duration limit;
    private final SandboxSocket socket;

    SocketRoute(AgentConnection connection, SocketDirectory directory, Duration limit) {
        this.connection = connection;
        this.directory = directory;
        this.limit = limit;
        this.socket = new SandboxSocket(connection.context(), connection, PROOF_PATIENCE);
    }

    @Override
    public void prepare(boolean fresh) throws IOException, ExecutionException, TimeoutException, InterruptedException {
        if (fresh) {
            directory.create();
        } else {
            directory.deleteSocket();
        }
        OnContext.await(connection.context(), limit, () -> socket.listen(directory));
        directory.openSocket();
    }

    @Override
    public List<String> environment() {
        return List.of("SWIFTLET_AGENT_SOCKET=" + ContainerProfile.SOCKET_DIRECTORY + "/"
                + directory.socket().getFileName());
    }

    @Override
    public Path directory() {
        return directory.path();
    }

    @Override
    public void attach(String container) {}

    @Override
    public void agentIs(OptionalLong pid) {
        connection.context().runOnContext(_ -> socket.agentIs(pid));
    }

    @Override
    public void close() {
        try {
            OnContext.await(connection.context(), limit, socket::close);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("a sandbox's socket does not close: %s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void delete() throws IOException {
        directory.delete();
    }
}
