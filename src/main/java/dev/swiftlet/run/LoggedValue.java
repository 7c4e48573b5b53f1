package dev.swiftlet.run;

import org.jspecify.annotations.Nullable;

/// The value that an expression had at one moment of a run.
///
/// @param range of the expression
/// @param name of the variable, if it is one's value
/// @param type as Swift writes it
/// @param value as Swift describes it, cut where it is long
/// @param cut whether it was
public record LoggedValue(
        String file, Diagnostic.Range range, @Nullable String name, String type, String value, boolean cut) {}
