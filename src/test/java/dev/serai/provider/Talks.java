package dev.serai.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Talks that every protocol has to be able to write down. */
public final class Talks {

    private Talks() {}

    /** These turns, without wishes and tools. */
    public static ChatRequest of(ChatMessage... messages) {
        return new ChatRequest(List.of(messages), Sampling.configured(), Tools.none());
    }

    /** A picture that comes along, one that is fetched, and a question. */
    public static ChatRequest images() {
        var images = List.of(
                new ChatImage("data:image/png;base64,iVBORw0KGgo="), new ChatImage("https://example.com/cat.jpg"));
        return of(new ChatMessage(Role.USER, "图里是什么？", images, List.of(), null));
    }

    /**
     * Two calls of a tool and their results, with turns in between that have to be put together: two of the user in a
     * row, an empty one, arguments that are no object, and a second system prompt.
     */
    public static ChatRequest tools() {
        var calls = List.of(
                new ToolCall("call_1", "get_weather", "{\"city\":\"北京\"}"),
                new ToolCall("call_2", "get_weather", "上海"));
        var messages = List.of(
                new ChatMessage(Role.SYSTEM, "简短"),
                new ChatMessage(Role.USER, "北京和上海的天气？"),
                new ChatMessage(Role.USER, "快点"),
                new ChatMessage(Role.SYSTEM, "友好"),
                new ChatMessage(Role.ASSISTANT, "我查一下。", List.of(), calls, null),
                result("call_1", "{\"sky\":\"晴\"}"),
                result("call_2", "雨"),
                new ChatMessage(Role.USER, " "),
                new ChatMessage(Role.USER, "还有明天"));
        var offered = List.of(
                new Tools.Tool("get_weather", "天气", weather()), new Tools.Tool("now", "", MissingNode.getInstance()));
        return new ChatRequest(messages, Sampling.configured(), new Tools(offered, Tools.Choice.NAMED, "get_weather"));
    }

    /** A question with a tool that may be called as the choice says. */
    public static ChatRequest offering(Tools.Choice choice) {
        var offered = List.of(new Tools.Tool("get_weather", "天气", weather()));
        var tools = new Tools(offered, choice, choice == Tools.Choice.NAMED ? "get_weather" : null);
        return new ChatRequest(List.of(new ChatMessage(Role.USER, "天气？")), Sampling.configured(), tools);
    }

    /** A question with these wishes. */
    public static ChatRequest wishing(Sampling sampling) {
        return new ChatRequest(List.of(new ChatMessage(Role.USER, "27 乘 453？")), sampling, Tools.none());
    }

    private static ChatMessage result(String call, String content) {
        return new ChatMessage(Role.TOOL, content, List.of(), List.of(), call);
    }

    private static JsonNode weather() {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("city").put("type", "string");
        schema.putArray("required").add("city");
        return schema;
    }
}
