package dev.swiftlet.run;

/// One Swift file.
///
/// @param name a plain file name that ends in `.swift`, e.g. `main.swift`
/// @param text its text
public record SourceFile(String name, String text) {}
