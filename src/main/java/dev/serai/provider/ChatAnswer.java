package dev.serai.provider;

import java.util.List;

/**
 * What a model answered.
 *
 * @param content the whole text
 * @param reasoning what the model thought aloud before it; empty if it did not, or the provider does not show it
 * @param toolCalls what it wants to be called
 * @param usage tokens spent, as far as the provider says
 * @param finishReason why the model stopped, in OpenAI's words: {@code stop}, {@code length}, {@code tool_calls},
 *     {@code content_filter}
 * @param provider who served it
 * @param model the model's name at the provider
 */
public record ChatAnswer(
        String content,
        String reasoning,
        List<ToolCall> toolCalls,
        Usage usage,
        String finishReason,
        String provider,
        String model) {

    public ChatAnswer {
        toolCalls = List.copyOf(toolCalls);
    }

    /** Words only. */
    public ChatAnswer(String content, Usage usage, String finishReason, String provider, String model) {
        this(content, "", List.of(), usage, finishReason, provider, model);
    }
}
