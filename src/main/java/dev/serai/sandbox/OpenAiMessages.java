package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Refuses messages as OpenAI does. */
final class OpenAiMessages {

    static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool", "function");

    private OpenAiMessages() {}

    static void check(JsonNode messages) {
        if (!messages.isArray()) {
            throw new OpenAiRequest.Refused("messages", "Missing required parameter: 'messages'.");
        }
        if (messages.isEmpty()) {
            throw new OpenAiRequest.Refused(
                    "messages", "Invalid 'messages': empty array. Expected an array with minimum length 1.");
        }
        var wanted = new HashSet<String>();
        for (var i = 0; i < messages.size(); i++) {
            check(messages.get(i), "messages[" + i + "]", wanted);
        }
    }

    /** @param wanted the calls of tools that messages before this one asked for */
    private static void check(JsonNode message, String param, Set<String> wanted) {
        var role = message.path("role").asText();
        if (!ROLES.contains(role)) {
            throw new OpenAiRequest.Refused(param + ".role", "Invalid value for '" + param + ".role'.");
        }
        var content = message.path("content");
        var mayBeEmpty = role.equals("assistant");
        if (!content.isTextual() && !content.isArray() && !mayBeEmpty) {
            throw new OpenAiRequest.Refused(
                    param + ".content", "Invalid type for '" + param + ".content': expected a string.");
        }
        content.forEach(part -> checkPart(part, param));
        message.path("tool_calls").forEach(call -> wanted.add(call.path("id").asText()));
        if (role.equals("tool") && !wanted.contains(message.path("tool_call_id").asText())) {
            throw new OpenAiRequest.Refused(
                    param + ".tool_call_id",
                    "Messages with role 'tool' must be a response to a preceding message with 'tool_calls'.");
        }
    }

    private static void checkPart(JsonNode part, String param) {
        var isText =
                part.path("type").asText().equals("text") && part.path("text").isTextual();
        var isImage = part.path("type").asText().equals("image_url")
                && part.path("image_url").path("url").isTextual();
        if (!isText && !isImage) {
            throw new OpenAiRequest.Refused(
                    param + ".content", "Invalid '" + param + ".content': expected parts of type text or image_url.");
        }
    }
}
