package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One answer in Anthropic's words, whole or as events. */
record AnthropicAnswer(String id, AnthropicRequest request) {

    private static final String SIGNATURE = "c2FuZGJveC1zaWduYXR1cmU=";

    /** A part of the content, as it is told in pieces. */
    private record Block(JsonNode start, ArrayNode deltas) {}

    JsonNode whole(Reply.Turn turn) {
        var message = message(stopReason(turn));
        var content = message.putArray("content");
        if (!turn.thought().isEmpty()) {
            content.add(event("thinking").put("thinking", turn.thought()).put("signature", SIGNATURE));
        }
        if (!turn.text().isEmpty()) {
            content.add(event("text").put("text", turn.text()));
        }
        for (var i = 0; i < turn.toolCalls().size(); i++) {
            content.add(call(i, turn).set("input", input(turn.toolCalls().get(i))));
        }
        return message.set("usage", usage(turn, Tokens.of(turn)));
    }

    /** The events of a whole answer, with heartbeats after the first. */
    List<String> events(Reply.Turn turn, Manner manner) {
        var events = begin(turn, manner.pings());
        var blocks = blocks(turn, manner.chunks());
        for (var i = 0; i < blocks.size(); i++) {
            events.add(frame(event("content_block_start")
                    .put("index", i)
                    .set("content_block", blocks.get(i).start())));
            for (var delta : blocks.get(i).deltas()) {
                events.add(frame(event("content_block_delta").put("index", i).set("delta", delta)));
            }
            events.add(frame(event("content_block_stop").put("index", i)));
        }
        var last = event("message_delta");
        last.putObject("delta").put("stop_reason", stopReason(turn)).putNull("stop_sequence");
        last.putObject("usage").put("output_tokens", Tokens.of(turn));
        events.add(frame(last));
        events.add(frame(event("message_stop")));
        return events;
    }

    /** An answer that has begun and fails then. */
    List<String> failed(JsonNode error, int pings) {
        var events = begin(Reply.Turn.of(""), pings);
        events.add(frame(error));
        return events;
    }

    /** One event; its name is its type. */
    static String frame(JsonNode data) {
        return frame(data.path("type").asText("message"), data);
    }

    static String frame(String name, JsonNode data) {
        return "event: " + name + "\ndata: " + (data.isTextual() ? data.textValue() : Json.write(data)) + "\n\n";
    }

    private List<String> begin(Reply.Turn turn, int pings) {
        var events = new ArrayList<String>();
        var message = message(null);
        message.putArray("content");
        message.set("usage", usage(turn, 1));
        events.add(frame(event("message_start").set("message", message)));
        for (var i = 0; i < pings; i++) {
            events.add(frame(event("ping")));
        }
        return events;
    }

    private List<Block> blocks(Reply.Turn turn, int chunks) {
        var blocks = new ArrayList<Block>();
        if (!turn.thought().isEmpty()) {
            var start = event("thinking").put("thinking", "").put("signature", "");
            var deltas = deltas("thinking_delta", "thinking", Tokens.pieces(turn.thought(), chunks));
            deltas.add(event("signature_delta").put("signature", SIGNATURE));
            blocks.add(new Block(start, deltas));
        }
        if (!turn.text().isEmpty()) {
            var deltas = deltas("text_delta", "text", Tokens.pieces(turn.text(), chunks));
            blocks.add(new Block(event("text").put("text", ""), deltas));
        }
        for (var i = 0; i < turn.toolCalls().size(); i++) {
            var pieces = Tokens.pieces(turn.toolCalls().get(i).arguments(), chunks);
            var start = call(i, turn).set("input", Json.object());
            blocks.add(new Block(start, deltas("input_json_delta", "partial_json", pieces)));
        }
        return blocks;
    }

    /** What is no object cannot be told in one piece. */
    private static JsonNode input(Reply.Wanted call) {
        var arguments = Json.readOrMissing(call.arguments());
        return arguments.isObject() ? arguments : Json.object();
    }

    private static ArrayNode deltas(String type, String field, String... pieces) {
        var deltas = Json.array();
        for (var piece : pieces) {
            deltas.add(event(type).put(field, piece));
        }
        return deltas;
    }

    private static ObjectNode event(String type) {
        return Json.object().put("type", type);
    }

    private ObjectNode call(int index, Reply.Turn turn) {
        return event("tool_use")
                .put("id", "toolu_" + id.substring(4) + index)
                .put("name", turn.toolCalls().get(index).name());
    }

    private ObjectNode message(@Nullable String stopReason) {
        return Json.object()
                .put("id", id)
                .put("type", "message")
                .put("role", "assistant")
                .put("model", request.model())
                .put("stop_reason", stopReason)
                .putNull("stop_sequence");
    }

    private static String stopReason(Reply.Turn turn) {
        return turn.toolCalls().isEmpty() ? "end_turn" : "tool_use";
    }

    private ObjectNode usage(Reply.Turn turn, int output) {
        var input = Tokens.of(request.prompt());
        var cached = Math.min(turn.cachedTokens(), input);
        return Json.object()
                .put("input_tokens", input - cached)
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", cached)
                .put("output_tokens", output);
    }
}
