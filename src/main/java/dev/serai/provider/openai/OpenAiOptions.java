package dev.serai.provider.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.provider.ChatTarget;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What an account says about its server that OpenAI's language leaves open.
 *
 * @param azure a deployment is part of the address, and the key has a header of its own
 * @param apiVersion of Azure's interface, such as {@code 2024-10-21}
 * @param streamUsage whether a stream is asked to tell at its end what was spent; some old servers refuse the question
 * @param tokenLimit what the field with the longest answer is called
 * @param extras fields of every request
 */
record OpenAiOptions(boolean azure, String apiVersion, boolean streamUsage, String tokenLimit, ObjectNode extras) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> NUMBERS = List.of("frequency_penalty", "presence_penalty", "top_k");

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException if one cannot work, with its name and what to write instead
     */
    static OpenAiOptions of(Dialect dialect, ChatTarget.Account account) {
        var options = account.options();
        var extras = JsonNodeFactory.instance.objectNode();
        NUMBERS.forEach(name -> addNumber(options, name, extras));
        addFormat(options, extras);
        addThinking(dialect, options, extras);
        return new OpenAiOptions(
                truth(options, "by_azure", "false"),
                options.getOrDefault("api_version", "").strip(),
                truth(options, "stream_usage", "true"),
                truth(options, "max_completion_tokens", "false") ? "max_completion_tokens" : "max_tokens",
                extras);
    }

    private static void addNumber(Map<String, String> options, String name, ObjectNode extras) {
        var value = options.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            return;
        }
        if (!value.matches("-?\\d{1,6}(\\.\\d{1,6})?")) {
            throw new IllegalArgumentException(name + ": '" + value + "' is no number; give one such as 0.5");
        }
        extras.put(name, new BigDecimal(value));
    }

    /** As Coze Studio writes it: {@code response_format} for OpenAI, {@code response_format_type} for DeepSeek. */
    private static void addFormat(Map<String, String> options, ObjectNode extras) {
        var format = format(options.getOrDefault("response_format", "{}"));
        var type = format.path("type").asText(options.getOrDefault("response_format_type", "text"));
        switch (type) {
            case "", "text" -> {
                // what a model does anyway
            }
            case "json_object" -> extras.putObject("response_format").put("type", type);
            case "json_schema" ->
                extras.putObject("response_format").put("type", type).set(type, format.path("jsonschema"));
            default ->
                throw new IllegalArgumentException(
                        "response_format: '" + type + "' is none of text, json_object, json_schema; use one of them");
        }
    }

    private static JsonNode format(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("response_format: is not JSON; write {\"type\":\"json_object\"}", e);
        }
    }

    private static void addThinking(Dialect dialect, Map<String, String> options, ObjectNode extras) {
        if (!options.containsKey("enable_thinking")) {
            return;
        }
        var wanted = truth(options, "enable_thinking", "false");
        switch (dialect.thinking()) {
            case FLAG -> extras.put("enable_thinking", wanted);
            case TYPE -> extras.putObject("thinking").put("type", wanted ? "enabled" : "disabled");
            case NONE ->
                throw new IllegalArgumentException(
                        "enable_thinking: %s has no such switch; leave it out".formatted(dialect.protocol()));
        }
    }

    private static boolean truth(Map<String, String> options, String name, String fallback) {
        var value = options.getOrDefault(name, fallback).strip();
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException(
                        name + ": '" + value + "' is neither true nor false; give one of them");
        };
    }
}
