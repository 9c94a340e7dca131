package dev.serai.flow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The number of a version, as semver.org counts; a missing minor or patch reads as 0. */
public record Semver(int major, int minor, int patch) implements Comparable<Semver> {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\.(\\d{1,6}))?");
    private static final Comparator<Semver> ORDER = Comparator.comparingInt(Semver::major)
            .thenComparingInt(Semver::minor)
            .thenComparingInt(Semver::patch);

    public Semver {
        if (major < 0 || minor < 0 || patch < 0) {
            throw new IllegalArgumentException("A version has no negative parts: " + major + "." + minor + "." + patch);
        }
    }

    /** Reads {@code 2.0.1}, {@code 2.0} or {@code 2}; refuses everything else with an IllegalArgumentException. */
    @JsonCreator
    public static Semver of(String text) {
        return read(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is not a version; write three numbers such as 1.0.0"));
    }

    /** Like {@link #of}, for text that may be no version. */
    static Optional<Semver> read(String text) {
        var match = TEXT.matcher(text.strip());
        return match.matches()
                ? Optional.of(new Semver(number(match.group(1)), number(match.group(2)), number(match.group(3))))
                : Optional.empty();
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** The next version after a change of that size. */
    Semver bump(Change change) {
        return switch (change) {
            case MAJOR -> new Semver(major + 1, 0, 0);
            case MINOR -> new Semver(major, minor + 1, 0);
            case PATCH -> new Semver(major, minor, patch + 1);
        };
    }

    @Override
    public int compareTo(Semver other) {
        return ORDER.compare(this, other);
    }

    @Override
    @JsonValue
    public String toString() {
        return major + "." + minor + "." + patch;
    }

    /** How much a change means to those who rely on a flow. */
    public enum Change {
        MAJOR,
        MINOR,
        PATCH
    }
}
