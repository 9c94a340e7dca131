package dev.serai.flow;

/**
 * Looks at the text of a condition before it is parsed, so that no text can make the parser itself run long or deep.
 */
final class ConditionText {

    static final int LENGTH_LIMIT = 4_000;
    static final int NESTING_LIMIT = 40;
    private static final String FORBIDDEN = ";#@`\\";

    private final String text;
    private int at;
    private int depth;
    private int prefixes;

    private ConditionText(String text) {
        this.text = text;
    }

    /** Refuses what no condition needs: great length or depth, comments, templates, statements. */
    static void check(String text) {
        if (text.isBlank()) {
            throw new ConditionRejected(1, 1, "A condition is empty; write for example true");
        }
        if (text.length() > LENGTH_LIMIT) {
            throw new ConditionRejected(
                    1, 1, "A condition has " + text.length() + " characters; at most " + LENGTH_LIMIT + " are read");
        }
        new ConditionText(text).scan();
    }

    private void scan() {
        for (at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c == '\'' || c == '"') {
                skipString(c);
                prefixes = 0;
                continue;
            }
            look(c);
        }
    }

    private void look(char c) {
        if (FORBIDDEN.indexOf(c) >= 0) {
            throw rejected("'" + c + "' is not part of the condition language");
        }
        if (c == '/' && at + 1 < text.length() && (text.charAt(at + 1) == '/' || text.charAt(at + 1) == '*')) {
            throw rejected("Comments are not part of the condition language");
        }
        if (c == '~' && at + 1 < text.length() && text.charAt(at + 1) == '/') {
            throw rejected("Regular expressions are not allowed; use contains, startsWith or endsWith");
        }
        count(c);
    }

    private void count(char c) {
        depth += "([{".indexOf(c) >= 0 ? 1 : 0;
        depth -= ")]}".indexOf(c) >= 0 ? 1 : 0;
        var prefix = "!-+~?".indexOf(c) >= 0;
        if (prefix) {
            prefixes++;
        } else if (Character.isLetterOrDigit(c) && c < 128) {
            prefixes = c == '?' ? prefixes : 0;
        }
        if (depth > NESTING_LIMIT || prefixes > NESTING_LIMIT) {
            throw rejected("Nested more than " + NESTING_LIMIT + " deep; split the condition");
        }
    }

    private void skipString(char quote) {
        var start = at;
        for (at++; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == quote) {
                return;
            }
        }
        at = start;
        throw rejected("A text that begins here has no closing " + quote);
    }

    private ConditionRejected rejected(String reason) {
        var before = text.substring(0, Math.min(at, text.length()));
        var line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new ConditionRejected(line, at - before.lastIndexOf('\n'), reason);
    }
}
