package dev.serai.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.ChatTarget;
import java.util.Locale;

/** Writes what is asked in OpenAI's words. */
final class OpenAiRequest {

    private OpenAiRequest() {}

    static JsonNode of(ChatTarget target, ChatRequest request, boolean stream) {
        var body = JsonNodeFactory.instance.objectNode().put("model", target.model());
        var messages = body.putArray("messages");
        for (var message : request.messages()) {
            messages.addObject()
                    .put("role", message.role().name().toLowerCase(Locale.ROOT))
                    .put("content", message.content());
        }
        var sampling = target.sampling(request);
        if (sampling.temperature() != null) {
            body.put("temperature", sampling.temperature());
        }
        if (sampling.maxTokens() != null) {
            body.put("max_tokens", sampling.maxTokens());
        }
        if (stream) {
            body.put("stream", true).putObject("stream_options").put("include_usage", true);
        }
        return body;
    }
}
