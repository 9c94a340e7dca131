package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * How the sandbox's Coze is to be.
 *
 * @param async whether the plan allows runs in the background
 * @param polls how often one has to ask before a run in the background, or a chat, is over
 */
record CozeSettings(boolean async, int polls) {

    static final CozeSettings USUAL = new CozeSettings(true, 1);

    static CozeSettings of(JsonNode body) {
        Fields.onlyKnown(Fields.of(body, "body"), "body", Set.of("async", "polls"));
        return new CozeSettings(body.path("async").asBoolean(USUAL.async), Fields.number(body, "polls", "body", 1));
    }

    ObjectNode toJson() {
        return Json.object().put("async", async).put("polls", polls);
    }
}
