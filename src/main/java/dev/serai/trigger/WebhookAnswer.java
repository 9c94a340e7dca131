package dev.serai.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.apache.camel.Exchange;

/**
 * What the caller of a webhook is told.
 *
 * @param status of HTTP
 * @param body JSON
 */
record WebhookAnswer(int status, JsonNode body) {

    static final WebhookAnswer NOT_READABLE = refusal(400, "The body must be one JSON object");
    static final WebhookAnswer NOT_ALLOWED = refusal(401, "The token or the signature is wrong");
    static final WebhookAnswer UNKNOWN = refusal(404, "No flow at work is called here");
    static final WebhookAnswer TOO_LARGE = refusal(413, "The body is too large");
    static final WebhookAnswer TRY_AGAIN = refusal(503, "The call could not be stored; send it again");

    static WebhookAnswer refusal(int status, String reason) {
        var body = JsonNodeFactory.instance.objectNode().put("code", status).put("message", reason);
        return new WebhookAnswer(status, body);
    }

    static WebhookAnswer accepted(UUID run) {
        return started(200, run, "accepted");
    }

    /** A copy was stored before, and is what starts the run. */
    static WebhookAnswer duplicate() {
        return new WebhookAnswer(200, success("duplicate"));
    }

    /** The run goes on, but the caller has waited long enough. */
    static WebhookAnswer running(UUID run) {
        return started(202, run, "running");
    }

    private static WebhookAnswer started(int status, UUID run, String word) {
        var body = success(word);
        body.withObject("/data").put("runId", run.toString());
        return new WebhookAnswer(status, body);
    }

    private static ObjectNode success(String word) {
        var body = JsonNodeFactory.instance.objectNode().put("code", 0).put("message", "success");
        body.putObject("data").put("status", word);
        return body;
    }

    /** Answers with this and nothing else: headers of the request, the token among them, do not travel back. */
    void give(Exchange exchange) {
        var message = exchange.getMessage();
        message.getHeaders().clear();
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(body.toString());
    }
}
