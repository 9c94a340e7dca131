package dev.serai.worktool;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text that is too long for one command where a reader would pause. */
final class TextParts {

    private static final String SENTENCE_ENDS = "。！？；!?;";

    private TextParts() {}

    /** The text in pieces of at most {@code limit} characters, none of them blank. */
    static List<String> of(String text, int limit) {
        var parts = new ArrayList<String>();
        int from = 0;
        while (text.length() - from > limit) {
            int end = end(text, from, from + limit);
            add(parts, text.substring(from, end));
            from = end;
        }
        add(parts, text.substring(from));
        return parts;
    }

    private static void add(List<String> parts, String part) {
        if (!part.isBlank()) {
            parts.add(part.strip());
        }
    }

    /** The last end of a line or sentence in the second half, else the limit, but never inside a character. */
    private static int end(String text, int from, int limit) {
        int half = from + (limit - from) / 2;
        int line = text.lastIndexOf('\n', limit - 1);
        if (line >= half) {
            return line + 1;
        }
        for (int i = limit - 1; i >= half; i--) {
            if (SENTENCE_ENDS.indexOf(text.charAt(i)) >= 0) {
                return i + 1;
            }
        }
        return limit - from > 1 && Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    }
}
