package dev.serai.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.provider.ChatMessage;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.ChatTarget;
import dev.serai.provider.Sampling;
import dev.serai.provider.Tools;
import java.util.Locale;

/** Writes what is asked in OpenAI's words (platform.openai.com, API reference, "Create chat completion"). */
final class OpenAiRequest {

    private static final String FUNCTION = "function";

    private OpenAiRequest() {}

    static JsonNode of(OpenAiOptions options, ChatTarget target, ChatRequest request, boolean stream) {
        var body = JsonNodeFactory.instance.objectNode().put("model", target.model());
        body.setAll(options.extras());
        var messages = body.putArray("messages");
        request.messages().forEach(message -> write(message, messages.addObject()));
        write(target.sampling(request), options.tokenLimit(), body);
        write(request.tools(), body);
        if (stream) {
            body.put("stream", true);
            if (options.streamUsage()) {
                body.putObject("stream_options").put("include_usage", true);
            }
        }
        return body;
    }

    private static void write(ChatMessage message, ObjectNode turn) {
        turn.put("role", message.role().name().toLowerCase(Locale.ROOT));
        if (message.images().isEmpty()) {
            turn.put("content", message.content());
        } else {
            var parts = turn.putArray("content");
            if (!message.content().isEmpty()) {
                parts.addObject().put("type", "text").put("text", message.content());
            }
            message.images().forEach(image -> parts.addObject()
                    .put("type", "image_url")
                    .putObject("image_url")
                    .put("url", image.url()));
        }
        if (message.toolCallId() != null) {
            turn.put("tool_call_id", message.toolCallId());
        }
        if (!message.toolCalls().isEmpty()) {
            var calls = turn.putArray("tool_calls");
            message.toolCalls().forEach(call -> calls.addObject()
                    .put("id", call.id())
                    .put("type", FUNCTION)
                    .putObject(FUNCTION)
                    .put("name", call.name())
                    .put("arguments", call.arguments()));
        }
    }

    private static void write(Sampling sampling, String tokenLimit, ObjectNode body) {
        if (sampling.temperature() != null) {
            body.put("temperature", sampling.temperature());
        }
        if (sampling.maxTokens() != null) {
            body.put(tokenLimit, sampling.maxTokens());
        }
        if (sampling.topP() != null) {
            body.put("top_p", sampling.topP());
        }
        if (!sampling.stop().isEmpty()) {
            var stop = body.putArray("stop");
            sampling.stop().forEach(stop::add);
        }
        if (sampling.json()) {
            body.putObject("response_format").put("type", "json_object");
        }
    }

    private static void write(Tools tools, ObjectNode body) {
        if (tools.offered().isEmpty()) {
            return;
        }
        var offered = body.putArray("tools");
        for (var tool : tools.offered()) {
            var described = offered.addObject().put("type", FUNCTION).putObject(FUNCTION);
            described.put("name", tool.name()).put("description", tool.description());
            described.set("parameters", tool.parameters());
        }
        switch (tools.choice()) {
            case AUTO -> {
                // what the model does anyway
            }
            case NONE -> body.put("tool_choice", "none");
            case REQUIRED -> body.put("tool_choice", "required");
            case NAMED ->
                body.putObject("tool_choice")
                        .put("type", FUNCTION)
                        .putObject(FUNCTION)
                        .put("name", tools.name());
        }
    }
}
