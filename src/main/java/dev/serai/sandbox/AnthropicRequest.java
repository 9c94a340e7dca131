package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A talk as Anthropic's Messages API takes it.
 *
 * @param question what the user said last in words
 * @param prompt everything said, for counting
 */
record AnthropicRequest(String model, String system, String question, String prompt, boolean stream) {

    private static final Set<String> FIELDS = Set.of(
            "model",
            "messages",
            "max_tokens",
            "system",
            "temperature",
            "top_p",
            "top_k",
            "stop_sequences",
            "stream",
            "tools",
            "tool_choice",
            "thinking",
            "output_config",
            "metadata",
            "cache_control",
            "container",
            "context_management",
            "mcp_servers",
            "service_tier");
    private static final int LEAST_BUDGET = 1024;

    /** A body that is refused, in Anthropic's words. */
    static final class Refused extends RuntimeException {

        Refused(String message) {
            super(message);
        }
    }

    static AnthropicRequest of(JsonNode body) {
        if (!body.isObject()) {
            throw new Refused("The request body is not valid JSON");
        }
        body.fieldNames()
                .forEachRemaining(name -> require(FIELDS.contains(name), name, "Extra inputs are not permitted"));
        require(body.path("model").isTextual(), "model", "Field required");
        require(body.path("max_tokens").isInt(), "max_tokens", "Field required");
        require(body.path("max_tokens").asInt() > 0, "max_tokens", "Input should be greater than or equal to 1");
        require(!body.path("messages").isMissingNode(), "messages", "Field required");
        require(body.path("messages").isArray(), "messages", "Input should be a valid list");
        require(!body.path("messages").isEmpty(), "messages", "at least one message is required");
        var temperature = body.path("temperature").asDouble(0);
        require(temperature >= 0 && temperature <= 1, "temperature", "range: 0..1");
        require(
                !body.has("temperature") || !body.has("top_p"),
                "temperature",
                "`temperature` and `top_p` cannot both be specified for this model");
        checkThinking(body);
        checkTurns(body.path("messages"));
        var system = text(body.path("system"));
        return new AnthropicRequest(
                body.path("model").asText(),
                system,
                question(body.path("messages")),
                system + "\n" + all(body.path("messages")),
                body.path("stream").asBoolean(false));
    }

    private static void require(boolean holds, String field, String message) {
        if (!holds) {
            throw new Refused(field + ": " + message);
        }
    }

    private static void checkThinking(JsonNode body) {
        if (!body.path("thinking").path("type").asText().equals("enabled")) {
            return;
        }
        var budget = body.path("thinking").path("budget_tokens").asInt();
        require(
                budget >= LEAST_BUDGET,
                "thinking.enabled.budget_tokens",
                "Input should be greater than or equal to 1024");
        require(budget < body.path("max_tokens").asInt(), "max_tokens", "must be greater than thinking.budget_tokens");
        require(!body.has("temperature"), "temperature", "may only be set to 1 when thinking is enabled");
        var choice = body.path("tool_choice").path("type").asText("auto");
        require(
                choice.equals("auto") || choice.equals("none"),
                "thinking",
                "may not be enabled when tool_choice forces tool use");
    }

    /** Only user and assistant speak, nothing is empty, and each result answers a call of the turn before. */
    private static void checkTurns(JsonNode messages) {
        Set<String> asked = new HashSet<>();
        for (var i = 0; i < messages.size(); i++) {
            var field = "messages." + i;
            var message = messages.get(i);
            var role = message.path("role").asText();
            require(
                    role.equals("user") || role.equals("assistant"),
                    field + ".role",
                    "Input should be 'user' or 'assistant'");
            var content = message.path("content");
            require(content.isTextual() || content.isArray(), field + ".content", "Field required");
            require(!content.isEmpty() || !content.asText().isBlank(), field, "content must be non-empty");
            checkBlocks(content, field + ".content", asked);
            asked = calls(content);
        }
    }

    private static void checkBlocks(JsonNode content, String field, Set<String> asked) {
        for (var i = 0; i < content.size(); i++) {
            var block = content.get(i);
            var at = field + "." + i;
            switch (block.path("type").asText()) {
                case "text" ->
                    require(!block.path("text").asText().isBlank(), at, "text content blocks must be non-empty");
                case "tool_use" ->
                    require(
                            block.path("input").isObject(),
                            at + ".tool_use.input",
                            "Input should be a valid dictionary");
                case "tool_result" ->
                    require(
                            asked.contains(block.path("tool_use_id").asText()),
                            at,
                            "unexpected `tool_use_id` found in `tool_result` blocks");
                case "image" ->
                    require(block.path("source").path("type").isTextual(), at + ".image.source", "Field required");
                case "thinking", "redacted_thinking" ->
                    require(block.has("signature") || block.has("data"), at, "Field required");
                default -> throw new Refused(at + ": Input tag does not match any of the expected tags");
            }
        }
    }

    private static Set<String> calls(JsonNode content) {
        var ids = new HashSet<String>();
        for (var block : content) {
            if (block.path("type").asText().equals("tool_use")) {
                ids.add(block.path("id").asText());
            }
        }
        return ids;
    }

    private static String question(JsonNode messages) {
        for (var i = messages.size() - 1; i >= 0; i--) {
            var said = text(messages.get(i).path("content"));
            if (messages.get(i).path("role").asText().equals("user") && !said.isEmpty()) {
                return said;
            }
        }
        return "";
    }

    private static String all(JsonNode messages) {
        List<String> said = new ArrayList<>();
        messages.forEach(message -> said.add(text(message.path("content"))));
        return String.join("\n", said);
    }

    /** A text, or the texts of a list of blocks. */
    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        var text = new StringBuilder();
        content.forEach(block -> text.append(block.path("text").asText("")));
        return text.toString();
    }
}
