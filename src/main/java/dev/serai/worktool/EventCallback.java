package dev.serai.worktool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.serai.queue.Envelope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Takes in what WorkTool reports about a robot: results of commands on a channel of their own, everything else as it
 * came. Called by the route {@code worktool-event}.
 */
@Component
class EventCallback {

    static final String RESULTS = "worktool-result";
    static final String EVENTS = "worktool-event";

    private static final String COMMAND_RESULT = "1";
    private static final int TYPE_LENGTH = 40;
    private static final Predicate<String> MESSAGE_ID =
            Pattern.compile("[\\w-]{1,64}").asMatchPredicate();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CallbackDoor door;
    private final Clock clock;

    EventCallback(CallbackDoor door, Clock clock) {
        this.door = door;
        this.clock = clock;
    }

    /** Stores the report of this request durably and answers it. */
    public void receive(Exchange exchange) {
        var type = exchange.getMessage().getHeader("type", "", String.class);
        door.serve(
                exchange,
                (account, body) -> Optional.of(envelope(
                        account.name(), type.length() > TYPE_LENGTH ? type.substring(0, TYPE_LENGTH) : type, body)));
    }

    private Envelope envelope(String robot, String type, CallbackBody body) {
        var report = read(body);
        var messageId = report.path("messageId").asText();
        if (COMMAND_RESULT.equals(type) && MESSAGE_ID.test(messageId)) {
            return envelope(RESULTS, robot, messageId, report);
        }
        var event = JSON.createObjectNode().put("type", type);
        event.set("body", report);
        return envelope(EVENTS, robot, robot, event);
    }

    private Envelope envelope(String channel, String robot, String lane, JsonNode payload) {
        return Envelope.of(channel, robot, lane, payload.toString(), clock.instant());
    }

    private static JsonNode read(CallbackBody body) {
        return switch (body) {
            case CallbackBody.Raw raw -> read(raw.bytes());
            case CallbackBody.Form form -> JSON.valueToTree(form.fields());
        };
    }

    /** What is not JSON is kept as text: some reports are documented nowhere. */
    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return TextNode.valueOf(new String(body, StandardCharsets.UTF_8));
        }
    }
}
