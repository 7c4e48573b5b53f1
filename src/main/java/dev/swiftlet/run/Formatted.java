package dev.swiftlet.run;

/// What came of formatting a text.
public sealed interface Formatted {
    /// @param text the whole of it, formatted
    record Text(String text) implements Formatted {}

    /// It is not Swift, or took too long.
    ///
    /// @param why a sentence or what swift-format says, for people
    record Refused(String why) implements Formatted {}

    /// No place came free for it in time: it was not tried.
    ///
    /// @param why a sentence for people
    record Busy(String why) implements Formatted {}

    /// The sandbox or the server failed.
    ///
    /// @param why a sentence for people
    record Failed(String why) implements Formatted {}
}
