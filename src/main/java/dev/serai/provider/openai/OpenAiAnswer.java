package dev.serai.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.provider.ChatAnswer;
import dev.serai.provider.ChatTarget;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Usage;

/** Reads OpenAI's answer in one piece. */
final class OpenAiAnswer {

    private OpenAiAnswer() {}

    static ChatAnswer of(ChatTarget target, JsonNode body) {
        var choice = body.path("choices").path(0);
        if (!choice.path("message").isObject()) {
            throw new ProviderException.Broken("the answer has no choices[0].message", null);
        }
        return new ChatAnswer(
                choice.path("message").path("content").asText(""),
                usage(body),
                choice.path("finish_reason").asText("stop"),
                target.account().provider(),
                body.path("model").asText(target.model()));
    }

    static Usage usage(JsonNode body) {
        var usage = body.path("usage");
        var input = Math.max(0, usage.path("prompt_tokens").asLong(0));
        var output = Math.max(0, usage.path("completion_tokens").asLong(0));
        return Usage.of(input, output, Math.max(0, usage.path("total_tokens").asLong(input + output)));
    }
}
