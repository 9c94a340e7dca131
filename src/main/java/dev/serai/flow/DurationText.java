package dev.serai.flow;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Durations as authors write them: {@code 500ms}, {@code 1s}, {@code 30m}, {@code 2h}, {@code 1d}; a plain number is
 * seconds.
 */
final class DurationText {

    static final String HINT = "write for example 500ms, 10s, 30m or 2h";

    private static final Duration LONGEST = Duration.ofDays(36_525);
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,3}))?\\s*(ms|s|m|h|d)?");

    private DurationText() {}

    /** The duration, or nothing if the text is none, or below zero, or more than a hundred years. */
    static Optional<Duration> read(String text) {
        return written(text).filter(duration -> !duration.isNegative() && duration.compareTo(LONGEST) <= 0);
    }

    /** The shortest text that is read as this duration. */
    static String of(Duration duration) {
        for (var unit : List.of("d", "h", "m", "s")) {
            var size = unit(unit).toMillis();
            if (duration.toMillis() % size == 0 && !duration.isZero()) {
                return duration.toMillis() / size + unit;
            }
        }
        return duration.isZero() ? "0s" : duration.toMillis() + "ms";
    }

    private static Optional<Duration> written(String text) {
        var match = TEXT.matcher(text.strip());
        if (!match.matches()) {
            return iso(text.strip());
        }
        var unit = match.group(3) == null ? "s" : match.group(3);
        var whole = unit(unit).multipliedBy(Long.parseLong(match.group(1)));
        if (match.group(2) == null) {
            return Optional.of(whole);
        }
        var thousandths = Long.parseLong((match.group(2) + "00").substring(0, 3));
        return Optional.of(whole.plus(unit(unit).multipliedBy(thousandths).dividedBy(1000)));
    }

    private static Optional<Duration> iso(String text) {
        try {
            return text.startsWith("P") ? Optional.of(Duration.parse(text)) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Duration unit(String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ofSeconds(1);
        };
    }
}
