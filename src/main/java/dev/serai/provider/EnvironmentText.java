package dev.serai.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text in which {@code ${NAME}} stands for an environment variable, and {@code ${NAME:otherwise}} for one that may be
 * left out.
 *
 * @param value with the variables filled in; those that are not set are left out
 * @param missing names of those that are not set
 */
record EnvironmentText(String value, List<String> missing) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?}");

    EnvironmentText {
        missing = List.copyOf(missing);
    }

    /** Fills in the variables. */
    static EnvironmentText of(String text, Function<String, @Nullable String> environment) {
        var missing = new ArrayList<String>();
        var value = VARIABLE.matcher(text).replaceAll(found -> {
            var set = environment.apply(found.group(1));
            if (set != null && !set.isBlank()) {
                return Matcher.quoteReplacement(set.strip());
            }
            if (found.group(2) == null) {
                missing.add(found.group(1));
                return "";
            }
            return Matcher.quoteReplacement(found.group(2));
        });
        return new EnvironmentText(value, missing);
    }

    /** Whether nothing of a text is written out: it comes from the environment alone. */
    static boolean nothingWritten(String text) {
        return VARIABLE.matcher(text)
                .replaceAll(found -> found.group(2) == null ? "" : Matcher.quoteReplacement(found.group(2)))
                .isBlank();
    }

    /** What to do about those that are not set. */
    List<String> advice() {
        return missing.stream()
                .map(name -> "Set the environment variable " + name + " and restart the hub.")
                .toList();
    }
}
