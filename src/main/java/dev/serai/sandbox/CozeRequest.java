package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A run as Coze's interface takes it.
 *
 * @param parameters of the start node; empty if there are none
 * @param async not waited for
 * @param user what the caller calls its user; empty if it does not
 */
record CozeRequest(String workflowId, JsonNode parameters, boolean async, String user) {

    static final int BAD_PARAMETER = 4000;

    /** A body that is refused, with Coze's code for it. */
    static final class Refused extends RuntimeException {

        private final int code;

        Refused(int code, String message) {
            super(message);
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /** The answer to a run that waits. */
    record Resume(String workflowId, String eventId, int type, String data) {

        static Resume of(JsonNode body) {
            var type = body.path("interrupt_type");
            if (!type.isIntegralNumber()) {
                throw bad("interrupt_type is required.");
            }
            if (!body.path("resume_data").isTextual()) {
                throw bad("resume_data is required.");
            }
            return new Resume(
                    required(body, "workflow_id"),
                    required(body, "event_id"),
                    type.asInt(),
                    body.path("resume_data").textValue());
        }

        String executeId() {
            var slash = eventId.indexOf('/');
            return slash < 0 ? eventId : eventId.substring(0, slash);
        }
    }

    static CozeRequest of(JsonNode body) {
        var id = required(body, "workflow_id");
        if (body.hasNonNull("bot_id") && body.hasNonNull("app_id")) {
            throw bad("bot_id and app_id cannot be used together.");
        }
        return new CozeRequest(
                id,
                parameters(body.path("parameters")),
                body.path("is_async").asBoolean(),
                body.path("ext").path("user_id").asText(""));
    }

    static String required(JsonNode body, String field) {
        var value = body.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw bad(field + " is required.");
        }
        return value.textValue();
    }

    static Refused bad(String what) {
        return new Refused(BAD_PARAMETER, "Request parameter error: " + what);
    }

    private static JsonNode parameters(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Json.object();
        }
        var parameters = node.isTextual() ? Json.readOrMissing(node.textValue()) : node;
        if (!parameters.isObject()) {
            throw bad("parameters is not a JSON object.");
        }
        return parameters;
    }
}
