package dev.swiftlet.terminal;

/// Draws a terminal anew, as it looks at a point of the stream: a reset, the modes, and the last output. Whoever
/// writes `bytes` to a terminal and then the stream from `offset` on sees what the others see, but for lines further
/// up.
///
/// @param bytes at most 64 KiB and some hundred more. They begin with a reset and may end inside a character or an
///     escape sequence, which the stream then completes. Programs' questions (DSR and the like) are in them: do not
///     answer.
/// @param offset of the byte of the stream that comes next
/// @param tailStart the offset of the oldest byte of output in it
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way to a socket; nobody compares snapshots.
public record Snapshot(byte[] bytes, long offset, long tailStart) {}
