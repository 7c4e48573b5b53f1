package dev.swiftlet.web;

import dev.swiftlet.run.RunEvent;
import io.vertx.core.buffer.Buffer;

/// How a run is told to whoever asked for it. Confined to the run's loop.
interface RunAnswer {
    /// The media type.
    String mediaType();

    /// Whether it is told while it happens; else all of it comes with [RunEvent.Ended].
    boolean isStreamed();

    /// @return what is to be sent of it, now; may be empty
    Buffer tell(RunEvent event);
}
