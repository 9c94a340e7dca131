package dev.serai.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked.
 *
 * @param messages the talk so far, oldest first; at least one
 * @param temperature from 0 to 2; null leaves it to the model's configuration
 * @param maxTokens upper bound of the answer; null leaves it to the model's configuration
 */
public record ChatRequest(
        List<ChatMessage> messages,
        @Nullable Double temperature,
        @Nullable Integer maxTokens) {

    public ChatRequest {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("messages: a chat needs at least one message");
        }
        if (temperature != null && !(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("temperature: " + temperature + " is not between 0 and 2");
        }
        if (maxTokens != null && maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens: " + maxTokens + " is not at least 1");
        }
    }

    /** A single question with everything else left to configuration. */
    public static ChatRequest of(String question) {
        return new ChatRequest(List.of(new ChatMessage(Role.USER, question)), null, null);
    }
}
