package dev.serai.provider.coze;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.serai.provider.ChatImage;
import dev.serai.provider.ChatMessage;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.ChatTarget;
import dev.serai.provider.ProviderException;
import dev.serai.provider.ToolCall;

/**
 * Writes what a bot is asked in Coze's words (chat v3). A bot has its own prompt, temperature and tools: what a request
 * says about these is left out, but a system message is told to it as what the user said first.
 */
final class CozeChatRequest {

    private static final String USER_ID = "user_id";
    private static final String NOBODY_IN_PARTICULAR = "serai";
    private static final int BAD_REQUEST = 400;

    private CozeChatRequest() {}

    static JsonNode of(ChatTarget target, ChatRequest request) {
        var user = target.account().options().getOrDefault(USER_ID, "");
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("bot_id", target.model())
                .put("user_id", user.isBlank() ? NOBODY_IN_PARTICULAR : user)
                .put("stream", true)
                .put("auto_save_history", false);
        var messages = body.putArray("additional_messages");
        for (var message : request.messages()) {
            put(messages, message);
        }
        return body;
    }

    private static void put(ArrayNode messages, ChatMessage message) {
        switch (message.role()) {
            case SYSTEM -> put(messages, "user", "question", message.content());
            case USER -> {
                if (message.images().isEmpty()) {
                    put(messages, "user", "question", message.content());
                } else {
                    messages.addObject()
                            .put("role", "user")
                            .put("type", "question")
                            .put("content_type", "object_string")
                            .put("content", objects(message).toString());
                }
            }
            case ASSISTANT -> {
                if (!message.content().isEmpty() || message.toolCalls().isEmpty()) {
                    put(messages, "assistant", "answer", message.content());
                }
                message.toolCalls().forEach(call -> put(messages, "assistant", "function_call", called(call)));
            }
            case TOOL -> put(messages, "assistant", "tool_response", message.content());
        }
    }

    private static void put(ArrayNode messages, String role, String type, String text) {
        messages.addObject()
                .put("role", role)
                .put("type", type)
                .put("content_type", "text")
                .put("content", text);
    }

    private static ArrayNode objects(ChatMessage message) {
        var objects = JsonNodeFactory.instance.arrayNode();
        if (!message.content().isEmpty()) {
            objects.addObject().put("type", "text").put("text", message.content());
        }
        for (var image : message.images()) {
            objects.addObject().put("type", "image").put("file_url", address(image));
        }
        return objects;
    }

    private static String address(ChatImage image) {
        if (image.inline().isPresent()) {
            throw new ProviderException.BadRequest(
                    BAD_REQUEST, "images: a Coze bot fetches pictures by their address; give an https address");
        }
        return image.url();
    }

    private static String called(ToolCall call) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", call.name())
                .put("arguments", call.arguments())
                .toString();
    }
}
