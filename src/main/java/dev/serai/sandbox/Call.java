package dev.serai.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * One question a provider was asked.
 *
 * @param target the model or the workflow's id
 * @param input the last user message, or the workflow's parameters as JSON text
 * @param system the system prompt, if there is one
 */
record Call(Service service, Instant at, String target, String input, String system, boolean streamed) {

    /** Calls that are the same to a test that counts. */
    String key() {
        return service.wireName() + " " + target + " " + input;
    }

    ObjectNode toJson(int count) {
        return Json.object()
                .put("service", service.wireName())
                .put("time", at.atOffset(ZoneOffset.UTC).toString())
                .put("target", target)
                .put("input", input)
                .put("streamed", streamed)
                .put("count", count);
    }
}
