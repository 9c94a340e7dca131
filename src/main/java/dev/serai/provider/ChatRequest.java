package dev.serai.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked.
 *
 * @param messages the talk so far, oldest first; at least one
 * @param sampling how the words of the answer are chosen
 * @param tools what the model may want to be called
 */
public record ChatRequest(List<ChatMessage> messages, Sampling sampling, Tools tools) {

    public ChatRequest {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("messages: a chat needs at least one message");
        }
    }

    /** A talk without tools. */
    public ChatRequest(List<ChatMessage> messages, @Nullable Double temperature, @Nullable Integer maxTokens) {
        this(messages, Sampling.of(temperature, maxTokens), Tools.none());
    }

    /** A single question with everything else left to configuration. */
    public static ChatRequest of(String question) {
        return new ChatRequest(List.of(new ChatMessage(Role.USER, question)), Sampling.configured(), Tools.none());
    }
}
