package dev.swiftlet.sandbox;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What the engine says of a container.
///
/// @param id the engine's own
/// @param dead whether it ran and does no longer; one that is yet to be started neither runs nor is dead
/// @param pid of its first process, as the engine's kernel counts; empty when it does not run
/// @param exitCode 128 and more for a signal
/// @param hasSocket whether its agent connects to a socket in a bound directory
/// @param uid whose processes run in it
record ContainerState(
        String id,
        boolean running,
        boolean dead,
        OptionalLong pid,
        int exitCode,
        boolean oomKilled,
        OptionalInt uid,
        boolean hasSocket) {
    static ContainerState of(InspectContainerResponse container) {
        var state = container.getState();
        var pid = state.getPidLong();
        var code = state.getExitCodeLong();
        return new ContainerState(
                container.getId(),
                Boolean.TRUE.equals(state.getRunning()),
                "exited".equals(state.getStatus()) || "dead".equals(state.getStatus()),
                pid == null || pid <= 0 ? OptionalLong.empty() : OptionalLong.of(pid),
                code == null ? 0 : code.intValue(),
                Boolean.TRUE.equals(state.getOOMKilled()),
                uid(container.getConfig().getUser()),
                hasSocket(container.getConfig().getEnv()));
    }

    private static OptionalInt uid(@Nullable String user) {
        if (user == null || !user.matches("[0-9]{1,9}:[0-9]{1,9}")) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(user.substring(0, user.indexOf(':'))));
    }

    private static boolean hasSocket(String @Nullable [] environment) {
        return environment != null
                && Arrays.stream(environment).anyMatch(entry -> entry.startsWith("SWIFTLET_AGENT_SOCKET="));
    }
}
