package dev.swiftlet.run;

import dev.swiftlet.agent.EventLoop;
import dev.swiftlet.agent.ProcessSpec;
import dev.swiftlet.sandbox.EmptySandbox;
import dev.swiftlet.sandbox.Sandbox;
import java.util.Map;

/// Where a run is carried out.
///
/// @param directory the run's own, below [#TOP]; absolute
/// @param limits what the kernel is to hold its processes to, beside their time
/// @param oomKills how many the kernel had killed for memory in that sandbox before
public record Workplace(
        Sandbox sandbox, EventLoop loop, String directory, Map<ProcessSpec.Limit, Long> limits, long oomKills) {
    /// The only place in a sandbox where a program may be executed.
    public static final String TOP = "/run/swiftlet-run";

    public Workplace {
        limits = Map.copyOf(limits);
    }

    /// A sandbox that the run has to itself.
    static Workplace of(EmptySandbox sandbox) {
        return new Workplace(sandbox.sandbox(), sandbox.loop(), TOP, Map.of(), 0);
    }

    Workplace after(long kills) {
        return new Workplace(sandbox, loop, directory, limits, kills);
    }
}
