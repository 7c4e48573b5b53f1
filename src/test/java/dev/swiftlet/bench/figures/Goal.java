package dev.swiftlet.bench.figures;

import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What a figure ought to be.
///
/// @param subject whose
/// @param kind how the limit is meant
/// @param limit at most this where lower is better, at least this where higher is
/// @param against the floor or peer it is compared with; null where the limit stands for itself
public record Goal(
        String subject,
        Statistic statistic,
        Kind kind,
        double limit,
        @Nullable String against) {
    /// How a limit is meant.
    public enum Kind {
        /// the figure itself
        ABSOLUTE,
        /// times the other subject's
        RATIO,
        /// above the other subject's
        DIFFERENCE
    }

    /// How a goal stands.
    public enum Verdict {
        MET,
        MISSED,
        /// not measured this time
        OPEN
    }

    public static Goal of(Statistic statistic, double limit) {
        return new Goal(Figure.OURS, statistic, Kind.ABSOLUTE, limit, null);
    }

    public static Goal ratio(Statistic statistic, double limit, String against) {
        return new Goal(Figure.OURS, statistic, Kind.RATIO, limit, against);
    }

    public static Goal difference(Statistic statistic, double limit, String against) {
        return new Goal(Figure.OURS, statistic, Kind.DIFFERENCE, limit, against);
    }

    /// The same for another subject of ours.
    public Goal by(String other) {
        return new Goal(other, statistic, kind, limit, against);
    }

    /// What is compared with the limit; nothing where a subject was not measured.
    public OptionalDouble value(Map<String, Summary> subjects) {
        Summary own = subjects.get(subject);
        if (own == null) {
            return OptionalDouble.empty();
        }
        double value = own.get(statistic);
        if (against == null) {
            return OptionalDouble.of(value);
        }
        Summary other = subjects.get(against);
        if (other == null) {
            return OptionalDouble.empty();
        }
        return switch (kind) {
            case ABSOLUTE -> OptionalDouble.of(value);
            case DIFFERENCE -> OptionalDouble.of(value - other.get(statistic));
            case RATIO ->
                other.get(statistic) == 0 ? OptionalDouble.empty() : OptionalDouble.of(value / other.get(statistic));
        };
    }

    public Verdict verdict(Map<String, Summary> subjects, Better better) {
        OptionalDouble value = value(subjects);
        if (value.isEmpty()) {
            return Verdict.OPEN;
        }
        boolean met = switch (better) {
            case LOWER -> value.getAsDouble() <= limit;
            case HIGHER -> value.getAsDouble() >= limit;
        };
        return met ? Verdict.MET : Verdict.MISSED;
    }

    /// As people read it: `p99 <= 1x raw attach`.
    public String text(Better better, String unit) {
        String compared = better == Better.LOWER ? "<=" : ">=";
        String number = Numbers.shortest(limit);
        return switch (kind) {
            case ABSOLUTE -> "%s %s %s %s".formatted(statistic.label(), compared, number, unit);
            case RATIO -> "%s %s %sx %s".formatted(statistic.label(), compared, number, against);
            case DIFFERENCE -> "%s %s %s %s above %s".formatted(statistic.label(), compared, number, unit, against);
        };
    }

    /// How it stands, as people read it: `met (0.45x)`.
    public String standing(Figure figure) {
        OptionalDouble value = value(figure.subjects());
        String found =
                value.isEmpty() ? "" : " (" + Numbers.of(value.getAsDouble()) + (kind == Kind.RATIO ? "x)" : ")");
        return switch (verdict(figure.subjects(), figure.better())) {
            case MET -> "met" + found;
            case MISSED -> "MISSED" + found;
            case OPEN -> "not measured";
        };
    }
}
