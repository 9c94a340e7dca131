package dev.serai.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a talk with a model.
 *
 * @param images what the user shows; empty for other roles
 * @param toolCalls what the assistant wanted to be called in this turn
 * @param toolCallId which of these calls a {@link Role#TOOL} answers
 */
public record ChatMessage(
        Role role,
        String content,
        List<ChatImage> images,
        List<ToolCall> toolCalls,
        @Nullable String toolCallId) {

    public ChatMessage {
        images = List.copyOf(images);
        toolCalls = List.copyOf(toolCalls);
        if ((role == Role.TOOL) != (toolCallId != null)) {
            throw new IllegalArgumentException("toolCallId: a tool's answer names the call, and nobody else does");
        }
    }

    /** Words only. */
    public ChatMessage(Role role, String content) {
        this(role, content, List.of(), List.of(), null);
    }
}
