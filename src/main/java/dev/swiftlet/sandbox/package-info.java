/// Sandboxes: hardened containers, each with the agent as its first process; how they are made,
/// found, watched and removed, and who may hold one. The only package that knows the engine.
/// Knows nothing of sessions, people or browsers.
@NullMarked
package dev.swiftlet.sandbox;

import org.jspecify.annotations.NullMarked;
