package dev.serai.worktool;

import org.apache.camel.Exchange;

/**
 * What a callback may be answered. WorkTool posts the text of an answer with a {@code code} other than 0 into the chat,
 * so only success has a code.
 */
enum CallbackAnswer {
    SUCCESS(200, "{\"code\":0,\"message\":\"success\"}"),
    NOT_READABLE(400, "{\"error\":\"The body must be one JSON object or a form.\"}"),
    NOT_ALLOWED(401, "{\"error\":\"The robot, the token or the signature is wrong.\"}"),
    TOO_LARGE(413, "{\"error\":\"The body is too large.\"}"),
    TRY_AGAIN(503, "{\"error\":\"The message could not be stored. Send it again.\"}");

    private final int status;
    private final String body;

    CallbackAnswer(int status, String body) {
        this.status = status;
        this.body = body;
    }

    /** Answers with this and nothing else: headers of the request, the token among them, do not travel back. */
    void give(Exchange exchange) {
        var message = exchange.getMessage();
        message.getHeaders().clear();
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(body);
    }
}
