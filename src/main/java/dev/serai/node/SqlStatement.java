package dev.serai.node;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A statement as an author wrote it.
 *
 * @param text one statement with parameters as {@code :name}
 * @param bare the same in lower case without comments and without what stands in quotes
 */
record SqlStatement(String text, String bare) {

    private static final Pattern NOISE =
            Pattern.compile("--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\\$(\\w*)\\$.*?\\$\\1\\$", Pattern.DOTALL);
    private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([A-Za-z_]\\w*)");
    private static final Pattern READS =
            Pattern.compile("\\s*\\(*\\s*(select|with|values|table|show)\\b.*", Pattern.DOTALL);
    private static final Pattern ESCAPES =
            Pattern.compile("\\bset_config\\b|\\bu&\"|\\bset\\s+(local|session|role)\\b");

    /** Takes it apart; says which setting is wrong if it is none. */
    static SqlStatement of(String text) {
        var trimmed = text.strip().replaceFirst(";$", "");
        var bare = NOISE.matcher(trimmed).replaceAll(" '' ").toLowerCase(Locale.ROOT);
        if (bare.isBlank()) {
            throw new IllegalArgumentException("statement: it is missing; write for example select 1");
        }
        if (bare.contains(";")) {
            throw new IllegalArgumentException("statement: there are several; write one for each node");
        }
        if (text.contains("{{")) {
            throw new IllegalArgumentException(
                    "statement: values do not become SQL; write :name here and its value under parameters");
        }
        if (ESCAPES.matcher(bare).find()) {
            throw new IllegalArgumentException("statement: it changes settings of the database; leave that out");
        }
        return new SqlStatement(trimmed, bare);
    }

    /** Names of its parameters. */
    Set<String> parameters() {
        var names = new LinkedHashSet<String>();
        var plain = NOISE.matcher(text).replaceAll(" '' ");
        PARAMETER.matcher(plain).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    /** Whether it looks as if it only reads; the database has the last word. */
    boolean reads() {
        return READS.matcher(bare).matches();
    }
}
