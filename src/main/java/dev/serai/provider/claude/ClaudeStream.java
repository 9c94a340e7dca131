package dev.serai.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.provider.ChatAnswer;
import dev.serai.provider.ChatEvent;
import dev.serai.provider.ChatTarget;
import dev.serai.provider.ProviderException;
import dev.serai.provider.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Puts the events of one streamed answer together; kinds of events and blocks that it does not know say nothing. */
final class ClaudeStream {

    private final ChatTarget target;
    private final Consumer<ChatEvent> listener;
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<Call> calls = new ArrayList<>();
    private final Map<Integer, Call> open = new HashMap<>();
    private final ObjectNode usage = JsonNodeFactory.instance.objectNode();
    private String stopReason = "";
    private String model;
    private boolean stopped;

    /**
     * A call that is being told.
     *
     * @param given the arguments as far as they came with the call's beginning
     */
    private record Call(int index, String id, String name, JsonNode given, StringBuilder arguments) {}

    ClaudeStream(ChatTarget target, Consumer<ChatEvent> listener) {
        this.target = target;
        this.listener = listener;
        this.model = target.model();
    }

    void take(JsonNode event) {
        switch (event.path("type").asText()) {
            case "message_start" -> {
                var message = event.path("message");
                model = message.path("model").asText(model);
                count(message.path("usage"));
            }
            case "content_block_start" -> begin(event.path("index").asInt(), event.path("content_block"));
            case "content_block_delta" -> goOn(event.path("index").asInt(), event.path("delta"));
            case "content_block_stop" -> end(event.path("index").asInt());
            case "message_delta" -> {
                stopReason = event.path("delta").path("stop_reason").asText(stopReason);
                count(event.path("usage"));
            }
            case "message_stop" -> stopped = true;
            case "ping" -> listener.accept(new ChatEvent.Ping());
            default -> {
                // the vendor may add kinds
            }
        }
    }

    boolean stopped() {
        return stopped;
    }

    /** The whole answer; fine without the last mark if the model said why it stopped. */
    ChatAnswer answer() {
        if (!stopped && stopReason.isEmpty()) {
            throw new ProviderException.Broken("the stream ended before the model had finished", null);
        }
        var wanted = calls.stream()
                .map(call ->
                        new ToolCall(call.id(), call.name(), call.arguments().toString()))
                .toList();
        return new ChatAnswer(
                content.toString(),
                reasoning.toString(),
                wanted,
                ClaudeAnswer.usage(usage),
                ClaudeAnswer.finishReason(stopReason),
                target.account().provider(),
                model);
    }

    private void begin(int block, JsonNode what) {
        switch (what.path("type").asText()) {
            case "text" -> say(what.path("text").asText(""));
            case "thinking" -> think(what.path("thinking").asText(""));
            case "tool_use" -> {
                var id = what.path("id").asText("");
                var name = what.path("name").asText("");
                var call = new Call(calls.size(), id, name, what.path("input"), new StringBuilder());
                calls.add(call);
                open.put(block, call);
                listener.accept(new ChatEvent.ToolCallPiece(call.index(), id, name, ""));
            }
            default -> {
                // such as thoughts that the vendor keeps to itself
            }
        }
    }

    private void goOn(int block, JsonNode delta) {
        switch (delta.path("type").asText()) {
            case "text_delta" -> say(delta.path("text").asText(""));
            case "thinking_delta" -> think(delta.path("thinking").asText(""));
            case "input_json_delta" -> {
                var call = open.get(block);
                if (call != null) {
                    argue(call, delta.path("partial_json").asText(""));
                }
            }
            default -> {
                // such as the signature under a thought
            }
        }
    }

    /** A call without arguments comes without pieces of them. */
    private void end(int block) {
        var call = open.remove(block);
        if (call != null && call.arguments().isEmpty()) {
            argue(call, call.given().isObject() ? call.given().toString() : "{}");
        }
    }

    private void say(String piece) {
        if (!piece.isEmpty()) {
            content.append(piece);
            listener.accept(new ChatEvent.Message(piece));
        }
    }

    private void think(String piece) {
        if (!piece.isEmpty()) {
            reasoning.append(piece);
            listener.accept(new ChatEvent.Reasoning(piece));
        }
    }

    private void argue(Call call, String piece) {
        if (!piece.isEmpty()) {
            call.arguments().append(piece);
            listener.accept(new ChatEvent.ToolCallPiece(call.index(), "", "", piece));
        }
    }

    /** Later counts replace earlier ones. */
    private void count(JsonNode counts) {
        counts.properties().stream()
                .filter(count -> count.getValue().isNumber())
                .forEach(count -> usage.set(count.getKey(), count.getValue()));
    }
}
