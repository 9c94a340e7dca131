package dev.serai.provider.claude;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.provider.ChatImage;
import dev.serai.provider.ChatMessage;
import dev.serai.provider.Role;
import dev.serai.provider.ToolCall;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a talk into Claude's turns: user and assistant alternate and the user begins, results of tools stand first in
 * the user's turn, and nothing is empty.
 */
final class ClaudeTurns {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectMapper json;
    private final List<Turn> turns = new ArrayList<>();

    private record Turn(String role, List<ObjectNode> results, List<ObjectNode> blocks) {

        Turn(String role) {
            this(role, new ArrayList<>(), new ArrayList<>());
        }
    }

    ClaudeTurns(ObjectMapper json) {
        this.json = json;
    }

    ArrayNode of(List<ChatMessage> messages) {
        for (var message : messages) {
            switch (message.role()) {
                case SYSTEM -> {
                    // stands apart from the turns
                }
                case USER -> turn("user").blocks().addAll(blocks(message));
                case ASSISTANT -> turn("assistant").blocks().addAll(blocks(message));
                case TOOL -> turn("user").results().add(result(message));
            }
        }
        return written();
    }

    /** True if the model is to go on after the results of tools. */
    static boolean answersTools(List<ChatMessage> messages) {
        for (var message : messages.reversed()) {
            if (message.role() == Role.TOOL) {
                return true;
            }
            if (message.role() == Role.ASSISTANT) {
                return false;
            }
        }
        return false;
    }

    private Turn turn(String role) {
        if (turns.isEmpty() && role.equals("assistant")) {
            turn("user").blocks().add(text("…"));
        }
        if (turns.isEmpty() || !turns.getLast().role().equals(role)) {
            turns.add(new Turn(role));
        }
        return turns.getLast();
    }

    private ArrayNode written() {
        var list = NODES.arrayNode();
        for (var turn : turns) {
            var content = NODES.arrayNode().addAll(turn.results()).addAll(turn.blocks());
            list.addObject().put("role", turn.role()).set("content", content);
        }
        return list;
    }

    private List<ObjectNode> blocks(ChatMessage message) {
        var blocks = new ArrayList<ObjectNode>();
        message.images().forEach(image -> blocks.add(image(image)));
        if (!message.content().isBlank()) {
            blocks.add(text(message.content()));
        }
        message.toolCalls().forEach(call -> blocks.add(call(call)));
        return blocks;
    }

    private static ObjectNode text(String text) {
        return NODES.objectNode().put("type", "text").put("text", text);
    }

    private static ObjectNode image(ChatImage image) {
        var block = NODES.objectNode().put("type", "image");
        var source = block.putObject("source");
        image.inline()
                .ifPresentOrElse(
                        inline -> source.put("type", "base64")
                                .put("media_type", inline.mediaType())
                                .put("data", inline.base64()),
                        () -> source.put("type", "url").put("url", image.url()));
        return block;
    }

    private ObjectNode call(ToolCall call) {
        var block = NODES.objectNode().put("type", "tool_use").put("id", call.id());
        return block.put("name", call.name()).set("input", input(call.arguments()));
    }

    private static ObjectNode result(ChatMessage message) {
        return NODES.objectNode()
                .put("type", "tool_result")
                .put("tool_use_id", message.toolCallId())
                .put("content", message.content());
    }

    /** Claude takes objects only; what a model once wrote and is none is kept as a text in one. */
    private ObjectNode input(String arguments) {
        try {
            if (json.readTree(arguments) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            // kept below, as it is
        }
        var kept = NODES.objectNode();
        return arguments.isBlank() ? kept : kept.put("arguments", arguments);
    }
}
