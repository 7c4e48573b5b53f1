/// Terminals as values: their size, the bytes they printed, what those bytes mean. Pure; knows no network, no clock,
/// no thread.
@NullMarked
package dev.swiftlet.terminal;

import org.jspecify.annotations.NullMarked;
