package dev.swiftlet.run;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// One Swift file.
///
/// @param name a plain file name that ends in `.swift`, e.g. `main.swift`
/// @param text its text
public record SourceFile(String name, String text) {
    /// Characters of a name.
    public static final int NAME_LENGTH = 100;
    /// Of a name, for people: what it must be.
    public static final String NAME_RULE =
            ("a plain file name like main.swift: letters, digits, _ + - and single dots, first a letter, a digit or _,"
                            + " at most %d characters")
                    .formatted(NAME_LENGTH);

    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_+-]*(\\.[\\p{L}\\p{M}\\p{N}_+-]+)*\\.swift");

    /// Whether a file may be called so, here and in the page: nothing that a compiler takes for an option, or a shell
    /// for more than a word.
    public static boolean isName(String name) {
        return name.length() <= NAME_LENGTH && NAME.matcher(name).matches();
    }

    /// The same for two names that may not be in one place: those that only capitals, or ways to write a letter, tell
    /// apart.
    public static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
