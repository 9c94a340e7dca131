package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How an answer is brought: at what pace, in how many pieces, and how it goes wrong.
 *
 * @param delayMs before the first byte
 * @param chunkDelayMs after each event
 * @param chunks pieces a text is cut into
 * @param pings heartbeats in front of the first event
 * @param after events that still arrive well before the mishap
 */
record Manner(int delayMs, int chunkDelayMs, int chunks, int pings, Mishap mishap, int after) {

    static final Manner USUAL = new Manner(0, 0, 3, 0, Mishap.NONE, 0);

    static Manner of(JsonNode rule, String field) {
        var mishap = Mishap.of(rule.path("fault").asText("none"), field + ".fault");
        return new Manner(
                Fields.number(rule, "delayMs", field, 0),
                Fields.number(rule, "chunkDelayMs", field, 0),
                Math.max(1, Fields.number(rule, "chunks", field, USUAL.chunks())),
                Fields.number(rule.path("reply"), "pings", field + ".reply", 0),
                mishap,
                Fields.number(rule, "after", field, mishap == Mishap.BREAK_AFTER_CHUNKS ? 1 : 0));
    }
}
