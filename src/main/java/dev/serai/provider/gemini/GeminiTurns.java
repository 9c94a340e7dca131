package dev.serai.provider.gemini;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.provider.ChatImage;
import dev.serai.provider.ChatMessage;
import dev.serai.provider.ProviderException;
import dev.serai.provider.ToolCall;
import java.net.URLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts a talk into Gemini's turns: user and model alternate and the user begins, results of tools are parts of the
 * user's turn and name their function, and nothing is empty.
 *
 * <p>Models from Gemini 3 on refuse a call in the history that has lost its signature. A talk in the hub may have been
 * led with other models and keeps none, so such a call has the mark that Google gives for this case
 * (ai.google.dev/gemini-api/docs/thought-signatures).
 */
final class GeminiTurns {

    private static final String NO_SIGNATURE = "skip_thought_signature_validator";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectMapper json;
    private final boolean signed;
    private final ArrayNode turns = NODES.arrayNode();
    private final Map<String, String> functions = new HashMap<>();

    GeminiTurns(ObjectMapper json, String model) {
        this.json = json;
        this.signed = !model.matches("(models/)?(gemini-[12]\\b|gemma).*");
    }

    ArrayNode of(List<ChatMessage> messages) {
        for (var message : messages) {
            switch (message.role()) {
                case SYSTEM -> {
                    // stands apart from the turns
                }
                case USER -> show(message);
                case ASSISTANT -> answer(message);
                case TOOL -> tell(message);
            }
        }
        return turns;
    }

    private void show(ChatMessage message) {
        message.images().forEach(image -> part("user").setAll(image(image)));
        say("user", message.content());
    }

    private void answer(ChatMessage message) {
        say("model", message.content());
        var first = true;
        for (var call : message.toolCalls()) {
            functions.put(call.id(), call.name());
            var part = part("model");
            part.putObject("functionCall")
                    .put("id", call.id())
                    .put("name", call.name())
                    .set("args", arguments(call));
            if (first && signed) {
                part.put("thoughtSignature", NO_SIGNATURE);
            }
            first = false;
        }
    }

    private void tell(ChatMessage message) {
        var id = Objects.requireNonNull(message.toolCallId());
        var function = functions.get(id);
        if (function == null) {
            throw new ProviderException.BadRequest(
                    400, "messages: a tool answers a call that is not in the talk; keep the assistant's turn with it");
        }
        var response = object(message.content());
        part("user")
                .putObject("functionResponse")
                .put("id", id)
                .put("name", function)
                .set("response", response == null ? NODES.objectNode().put("result", message.content()) : response);
    }

    private void say(String role, String text) {
        if (!text.isBlank()) {
            part(role).put("text", text);
        }
    }

    /** A new part at the end of the talk, in the last turn if the role goes on. */
    private ObjectNode part(String role) {
        if (turns.isEmpty() && role.equals("model")) {
            part("user").put("text", "…");
        }
        var last = turns.path(turns.size() - 1);
        if (last.path("role").asText().equals(role) && last.path("parts") instanceof ArrayNode parts) {
            return parts.addObject();
        }
        return turns.addObject().put("role", role).putArray("parts").addObject();
    }

    private static ObjectNode image(ChatImage image) {
        var part = NODES.objectNode();
        image.inline()
                .ifPresentOrElse(
                        inline -> part.putObject("inlineData")
                                .put("mimeType", inline.mediaType())
                                .put("data", inline.base64()),
                        () -> {
                            var file = part.putObject("fileData");
                            var type = URLConnection.guessContentTypeFromName(image.url());
                            if (type != null) {
                                file.put("mimeType", type);
                            }
                            file.put("fileUri", image.url());
                        });
        return part;
    }

    /** Gemini takes objects only; what a model once wrote and is none is kept as a text in one. */
    private JsonNode arguments(ToolCall call) {
        var object = object(call.arguments());
        if (object != null) {
            return object;
        }
        var kept = NODES.objectNode();
        return call.arguments().isBlank() ? kept : kept.put("arguments", call.arguments());
    }

    private @Nullable ObjectNode object(String text) {
        try {
            return json.readTree(text) instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
