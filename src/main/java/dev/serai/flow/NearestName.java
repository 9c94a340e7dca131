package dev.serai.flow;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which name an author had in mind. */
final class NearestName {

    private NearestName() {}

    /** The known name that is closest to the written one, if any is close. */
    static Optional<String> of(String written, Collection<String> known) {
        var limit = Math.max(2, written.length() / 3);
        return known.stream()
                .filter(name -> !name.equals(written))
                .filter(name -> distance(written, name) <= limit)
                .min(Comparator.<String>comparingInt(name -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** "did you mean 'x'?" between the given marks, else all names if they are few. */
    static String hint(String written, Collection<String> known) {
        return of(written, known).map(name -> "did you mean '" + name + "'?").orElseGet(() -> list(known));
    }

    /** Like {@link #hint(String, Collection)} with something before and after it. */
    static String hint(String written, Collection<String> known, String before, String after) {
        return before + hint(written, known) + after;
    }

    private static String list(Collection<String> known) {
        if (known.isEmpty()) {
            return "there are none";
        }
        var names = known.stream().sorted().limit(16).toList();
        return "known are " + String.join(", ", names) + (known.size() > names.size() ? ", ..." : "");
    }

    private static int distance(String left, String right) {
        var a = left.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        var b = right.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        var row = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var above = row[j];
                var swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(swap, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
