package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A talk as the Gemini API takes it.
 *
 * @param question what the user said last in words
 * @param prompt everything said, for counting
 * @param signs whether the model puts signatures under its calls and wants them back (Gemini 3 and later)
 */
record GeminiRequest(String model, String system, String question, String prompt, boolean signs) {

    private static final Set<String> FIELDS = Set.of(
            "contents",
            "systemInstruction",
            "tools",
            "toolConfig",
            "generationConfig",
            "safetySettings",
            "cachedContent");
    private static final Set<String> GENERATION = Set.of(
            "temperature",
            "topP",
            "topK",
            "maxOutputTokens",
            "stopSequences",
            "responseMimeType",
            "responseSchema",
            "responseJsonSchema",
            "thinkingConfig",
            "candidateCount",
            "frequencyPenalty",
            "presencePenalty",
            "seed");

    /** A body that is refused, in Google's words. */
    static final class Refused extends RuntimeException {

        Refused(String message) {
            super(message);
        }
    }

    static GeminiRequest of(String model, JsonNode body) {
        if (!body.isObject()) {
            throw new Refused("Invalid JSON payload received.");
        }
        onlyKnown(body, FIELDS, "");
        var generation = body.path("generationConfig");
        onlyKnown(generation, GENERATION, " at 'generation_config'");
        require(
                body.path("contents").isArray() && !body.path("contents").isEmpty(),
                "* GenerateContentRequest.contents: contents is not specified");
        var temperature = generation.path("temperature").asDouble(0);
        require(temperature >= 0 && temperature <= 2, "temperature must be in the range [0.0, 2.0].");
        var asksJson = generation.path("responseMimeType").asText().equals("application/json");
        var signs = !model.matches("gemini-[12]\\b.*");
        require(
                signs || !asksJson || !body.has("tools"),
                "Function calling with a response mime type: 'application/json' is unsupported");
        checkTurns(body.path("contents"), signs);
        var system = text(body.path("systemInstruction"));
        var prompt = system + "\n" + all(body.path("contents"));
        return new GeminiRequest(model, system, question(body.path("contents")), prompt, signs);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new Refused(message);
        }
    }

    private static void onlyKnown(JsonNode node, Set<String> known, String where) {
        node.fieldNames()
                .forEachRemaining(name -> require(
                        known.contains(name),
                        "Invalid JSON payload received. Unknown name \"%s\"%s: Cannot find field."
                                .formatted(name, where)));
    }

    /** Calls follow a user's turn, and as many results follow as there were calls. */
    private static void checkTurns(JsonNode contents, boolean signs) {
        var before = "";
        var open = 0;
        for (var content : contents) {
            var role = content.path("role").asText("user");
            require(role.equals("user") || role.equals("model"), "Please use a valid role: user, model.");
            require(
                    content.path("parts").isArray() && !content.path("parts").isEmpty(),
                    "* GenerateContentRequest.contents.parts: contents.parts must not be empty.");
            content.path("parts")
                    .forEach(part -> require(
                            !part.isEmpty(), "part: required oneof field 'data' must have" + " one initialized field"));
            var calls = count(content, "functionCall");
            require(
                    calls == 0 || before.equals("user"),
                    "Please ensure that function call turn comes immediately after a user turn or after a function"
                            + " response turn.");
            require(
                    open == count(content, "functionResponse"),
                    "Please ensure that the number of function response parts is equal to the number of function call"
                            + " parts of the function call turn.");
            require(
                    calls == 0 || !signs || signed(content),
                    "Function call is missing a thought_signature in functionCall parts.");
            open = calls;
            before = role;
        }
        require(open == 0, "Please ensure that function response turn comes after a function call turn.");
    }

    private static int count(JsonNode content, String kind) {
        var count = 0;
        for (var part : content.path("parts")) {
            count += part.has(kind) ? 1 : 0;
        }
        return count;
    }

    private static boolean signed(JsonNode content) {
        for (var part : content.path("parts")) {
            if (part.has("functionCall")) {
                return part.path("thoughtSignature").isTextual();
            }
        }
        return false;
    }

    private static String question(JsonNode contents) {
        for (var i = contents.size() - 1; i >= 0; i--) {
            var said = text(contents.get(i));
            if (contents.get(i).path("role").asText("user").equals("user") && !said.isEmpty()) {
                return said;
            }
        }
        return "";
    }

    private static String all(JsonNode contents) {
        List<String> said = new ArrayList<>();
        contents.forEach(content -> said.add(text(content)));
        return String.join("\n", said);
    }

    private static String text(JsonNode content) {
        var text = new StringBuilder();
        content.path("parts").forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }
}
