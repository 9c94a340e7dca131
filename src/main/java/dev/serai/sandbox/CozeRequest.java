package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A run as Coze's interface takes it.
 *
 * @param parameters of the start node; empty if there are none
 */
record CozeRequest(String workflowId, JsonNode parameters) {

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

    static CozeRequest of(JsonNode body) {
        var id = body.path("workflow_id");
        if (!id.isTextual() || id.textValue().isBlank()) {
            throw new Refused(4000, "Request parameter error: workflow_id is required.");
        }
        if (body.hasNonNull("bot_id") && body.hasNonNull("app_id")) {
            throw new Refused(4000, "Request parameter error: bot_id and app_id cannot be used together.");
        }
        if (body.path("is_async").asBoolean()) {
            throw new Refused(
                    6003,
                    "Workflow execution with is_async=true is a premium feature available only to Coze Professional users");
        }
        return new CozeRequest(id.textValue(), parameters(body.path("parameters")));
    }

    private static JsonNode parameters(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Json.object();
        }
        var parameters = node.isTextual() ? Json.readOrMissing(node.textValue()) : node;
        if (!parameters.isObject()) {
            throw new Refused(4000, "Request parameter error: parameters is not a JSON object.");
        }
        return parameters;
    }
}
