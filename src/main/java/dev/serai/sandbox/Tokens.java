package dev.serai.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Plausible numbers of tokens that are the same each time: one for a Chinese character, one for four others.
 *
 * @param in of the question
 * @param out of the answer
 */
record Tokens(int in, int out) {

    static int of(String text) {
        var han = (int) text.codePoints()
                .filter(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN)
                .count();
        var others = text.codePointCount(0, text.length()) - han;
        return Math.max(1, han + (others + 3) / 4);
    }

    /**
     * In OpenAI's words.
     *
     * @param cached part of the question
     * @param thought part of the answer
     */
    ObjectNode openAi(int cached, int thought) {
        var usage = Json.object()
                .put("prompt_tokens", in)
                .put("completion_tokens", out)
                .put("total_tokens", in + out);
        usage.putObject("prompt_tokens_details").put("cached_tokens", Math.min(cached, in));
        usage.putObject("completion_tokens_details").put("reasoning_tokens", thought);
        return usage;
    }

    ObjectNode coze() {
        return Json.object().put("input_count", in).put("output_count", out).put("token_count", in + out);
    }

    /** A text in pieces of about the same length, never inside a character. */
    static String[] pieces(String text, int count) {
        var points = text.codePoints().toArray();
        var pieces = new String[Math.max(1, Math.min(count, points.length))];
        for (var i = 0; i < pieces.length; i++) {
            var from = (int) ((long) points.length * i / pieces.length);
            var to = (int) ((long) points.length * (i + 1) / pieces.length);
            pieces[i] = new String(points, from, to - from);
        }
        return pieces;
    }

    /** All that a model has to write for an answer: thoughts, words and calls of tools. */
    static int of(Reply.Turn turn) {
        var written = new StringBuilder(turn.thought()).append(turn.text());
        turn.toolCalls().forEach(call -> written.append(call.name()).append(call.arguments()));
        return of(written.toString());
    }
}
