package dev.serai.provider.gemini;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.provider.ChatMessage;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.ChatTarget;
import dev.serai.provider.Role;
import dev.serai.provider.Sampling;
import dev.serai.provider.Tools;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is asked in Gemini's words (Gemini API, v1beta).
 *
 * <p>An answer in JSON is asked for by its media type. Where tools are offered many models refuse that, and the wish is
 * told in the system instruction.
 */
final class GeminiRequest {

    private static final String ONLY_JSON =
            "Unless you call a function, answer with exactly one JSON object and nothing"
                    + " else: no words around it and no code fence.";

    private final ObjectMapper json;

    GeminiRequest(ObjectMapper json) {
        this.json = json;
    }

    ObjectNode of(ChatTarget target, ChatRequest request) {
        var options = GeminiOptions.of(target);
        var sampling = target.sampling(request);
        var toldInWords = sampling.json() && offers(request.tools());
        var body = JsonNodeFactory.instance.objectNode();
        var system = system(request, toldInWords);
        if (!system.isEmpty()) {
            body.putObject("systemInstruction").putArray("parts").addObject().put("text", system);
        }
        body.set("contents", new GeminiTurns(json, target.model()).of(request.messages()));
        offer(body, request.tools());
        var generation = generation(sampling, options);
        if (sampling.json() && !toldInWords) {
            generation.put("responseMimeType", "application/json");
        }
        if (!generation.isEmpty()) {
            body.set("generationConfig", generation);
        }
        return body;
    }

    private static boolean offers(Tools tools) {
        return !tools.offered().isEmpty() && tools.choice() != Tools.Choice.NONE;
    }

    private static String system(ChatRequest request, boolean onlyJson) {
        var said = new ArrayList<String>();
        request.messages().stream()
                .filter(message -> message.role() == Role.SYSTEM)
                .map(ChatMessage::content)
                .filter(content -> !content.isBlank())
                .forEach(said::add);
        if (onlyJson) {
            said.add(ONLY_JSON);
        }
        return String.join("\n\n", said);
    }

    private static void offer(ObjectNode body, Tools tools) {
        if (tools.offered().isEmpty()) {
            return;
        }
        var functions = body.putArray("tools").addObject().putArray("functionDeclarations");
        for (var tool : tools.offered()) {
            var function = functions.addObject().put("name", tool.name()).put("description", tool.description());
            if (tool.parameters().isObject()) {
                function.set("parametersJsonSchema", tool.parameters());
            }
        }
        var calling = body.putObject("toolConfig").putObject("functionCallingConfig");
        switch (tools.choice()) {
            case AUTO -> calling.put("mode", "AUTO");
            case NONE -> calling.put("mode", "NONE");
            case REQUIRED -> calling.put("mode", "ANY");
            case NAMED ->
                calling.put("mode", "ANY").putArray("allowedFunctionNames").add(tools.name());
        }
    }

    private static ObjectNode generation(Sampling sampling, GeminiOptions options) {
        var generation = JsonNodeFactory.instance.objectNode();
        number(generation, "temperature", sampling.temperature());
        number(generation, "topP", sampling.topP());
        number(generation, "topK", options.topK());
        number(generation, "frequencyPenalty", options.frequencyPenalty());
        number(generation, "presencePenalty", options.presencePenalty());
        if (sampling.maxTokens() != null) {
            generation.put("maxOutputTokens", Math.addExact(sampling.maxTokens(), options.roomForThoughts()));
        }
        if (!sampling.stop().isEmpty()) {
            sampling.stop().forEach(generation.putArray("stopSequences")::add);
        }
        if (options.includeThoughts() || options.thinkingBudget() != null) {
            var thinking = generation.putObject("thinkingConfig").put("includeThoughts", options.includeThoughts());
            number(thinking, "thinkingBudget", options.thinkingBudget());
        }
        return generation;
    }

    private static void number(ObjectNode into, String name, @Nullable Number value) {
        switch (value) {
            case null -> {
                // left to the model
            }
            case Integer whole -> into.put(name, whole);
            default -> into.put(name, value.doubleValue());
        }
    }
}
