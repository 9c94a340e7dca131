package dev.serai.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.provider.ChatAnswer;
import dev.serai.provider.ChatTarget;
import dev.serai.provider.ProviderException;
import dev.serai.provider.ToolCall;
import dev.serai.provider.Usage;
import java.util.ArrayList;

/** Reads Claude's answer in one piece. */
final class ClaudeAnswer {

    private ClaudeAnswer() {}

    static ChatAnswer of(ChatTarget target, JsonNode body) {
        if (!body.path("content").isArray()) {
            throw new ProviderException.Broken("the answer has no content", null);
        }
        var text = new StringBuilder();
        var reasoning = new StringBuilder();
        var calls = new ArrayList<ToolCall>();
        for (var block : body.path("content")) {
            switch (block.path("type").asText()) {
                case "text" -> text.append(block.path("text").asText(""));
                case "thinking" -> reasoning.append(block.path("thinking").asText(""));
                case "tool_use" -> calls.add(call(block));
                default -> {
                    // blocks of kinds that the vendor adds say nothing to us
                }
            }
        }
        return new ChatAnswer(
                text.toString(),
                reasoning.toString(),
                calls,
                usage(body.path("usage")),
                finishReason(body.path("stop_reason").asText("")),
                target.account().provider(),
                body.path("model").asText(target.model()));
    }

    private static ToolCall call(JsonNode block) {
        var input = block.path("input");
        return new ToolCall(
                block.path("id").asText(""), block.path("name").asText(""), input.isObject() ? input.toString() : "{}");
    }

    /** Claude counts what it read from its cache, and what it wrote there, apart from the rest of the input. */
    static Usage usage(JsonNode usage) {
        var cached = count(usage, "cache_read_input_tokens");
        var input = count(usage, "input_tokens") + count(usage, "cache_creation_input_tokens") + cached;
        var output = count(usage, "output_tokens");
        return Usage.of(input, output, input + output).cached(cached);
    }

    private static long count(JsonNode usage, String name) {
        return Math.max(0, usage.path(name).asLong(0));
    }

    /** Why it stopped, in OpenAI's words. */
    static String finishReason(String stopReason) {
        return switch (stopReason) {
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "tool_use" -> "tool_calls";
            case "refusal" -> "content_filter";
            default -> "stop";
        };
    }
}
