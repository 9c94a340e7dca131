package dev.serai.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A question that a tool can answer. */
final class Weather {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Weather() {}

    /** The question with its tool; if the tool was called already, with what it said. */
    static ChatRequest question(List<ToolCall> called) {
        var messages = new ArrayList<ChatMessage>();
        messages.add(new ChatMessage(Role.USER, "北京天气"));
        if (!called.isEmpty()) {
            messages.add(new ChatMessage(Role.ASSISTANT, "", List.of(), called, null));
            called.forEach(call ->
                    messages.add(new ChatMessage(Role.TOOL, "{\"sky\":\"clear\"}", List.of(), List.of(), call.id())));
        }
        var tool = new Tools.Tool(
                "get_weather",
                "天气",
                json("{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}"));
        var tools = new Tools(List.of(tool), Tools.Choice.AUTO, null);
        return new ChatRequest(messages, Sampling.configured(), tools);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
