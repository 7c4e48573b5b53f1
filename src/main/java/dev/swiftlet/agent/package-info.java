/// The agent's protocol (`docs/agent-protocol.md`), over any stream of bytes: frames, the proof of who speaks, one
/// connection per sandbox and the processes on it. Knows nothing of containers, sessions or browsers.
@NullMarked
package dev.swiftlet.agent;

import org.jspecify.annotations.NullMarked;
