package dev.serai.flow;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which name an author had in mind. */
final class NearestName {

    private static final int LONGEST = 100;

    private NearestName() {}

    /** The known name that is closest to the written one, if any is close. */
    static Optional<String> of(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        var limit = written.length() / 3;
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

    /** How many letters were left out, put in, mistaken or swapped. */
    private static int distance(String left, String right) {
        var a = left.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        var b = right.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        var table = new int[a.length() + 1][b.length() + 1];
        for (var i = 0; i <= a.length(); i++) {
            for (var j = 0; j <= b.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : cheapest(table, a, b, i, j);
            }
        }
        return table[a.length()][b.length()];
    }

    private static int cheapest(int[][] table, String a, String b, int i, int j) {
        var mistaken = table[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        var best = Math.min(mistaken, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
        var swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, table[i - 2][j - 2] + 1) : best;
    }
}
