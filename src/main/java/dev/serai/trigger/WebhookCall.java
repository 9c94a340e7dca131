package dev.serai.trigger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** A call of a webhook as it came in. */
final class WebhookCall {

    /** What proves the caller, which no run needs to know. */
    private static final Set<String> PROOFS = Set.of("x-signature", "x-token", "x-api-key");

    private final Message message;
    private final byte[] body;

    private WebhookCall(Message message, byte[] body) {
        this.message = message;
        this.body = body;
    }

    static WebhookCall of(Exchange exchange) {
        var message = exchange.getMessage();
        var bytes = message.getBody(byte[].class);
        return new WebhookCall(message, bytes == null ? new byte[0] : bytes);
    }

    /** The name behind {@code /hooks/}. */
    String hook() {
        return header("hook");
    }

    /** The bytes themselves, not a copy. */
    byte[] body() {
        return body;
    }

    HookKey.Proof proof() {
        return new HookKey.Proof(header("X-Signature"), header("Authorization"), header("token"));
    }

    /** By which its sender recognises the call; empty if it gives no such key. */
    String idempotencyKey() {
        return header("Idempotency-Key");
    }

    /** What its sender says about it in headers of its own, {@code X-…}. */
    ObjectNode headers() {
        var headers = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, Object> header : message.getHeaders().entrySet()) {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith("x-") && !PROOFS.contains(name) && header.getValue() instanceof String text) {
                headers.put(name, text);
            }
        }
        return headers;
    }

    private String header(String name) {
        return message.getHeader(name, "", String.class);
    }
}
