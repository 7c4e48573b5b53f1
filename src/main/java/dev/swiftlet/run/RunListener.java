package dev.swiftlet.run;

/// Who hears a run. Called on the run's loop; must not block.
@FunctionalInterface
public interface RunListener {
    void event(RunEvent event);
}
