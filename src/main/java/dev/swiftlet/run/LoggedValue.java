package dev.swiftlet.run;

import org.jspecify.annotations.Nullable;

/// The value that an expression had at one moment of a run.
///
/// @param range of the expression
/// @param name of the variable, if it is one's value
/// @param type as Swift writes it
/// @param value as Swift describes it, cut where it is long
/// @param cut whether it was
/// @param pass how many values this place has had, with this one: 1 but in loops and functions. Of many, some are
///     left out, but hardly the last
public record LoggedValue(
        String file,
        Diagnostic.Range range,
        @Nullable String name,
        String type,
        String value,
        boolean cut,
        long pass) {}
