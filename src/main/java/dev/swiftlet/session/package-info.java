/// Live sessions: who is connected, what their REPL printed, when they end. Owns its sandbox
/// through `sandbox` and never asks how that is made; knows clients only as channels, never as
/// sockets.
@NullMarked
package dev.swiftlet.session;

import org.jspecify.annotations.NullMarked;
