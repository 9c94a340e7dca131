package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A chat as OpenAI's interface takes it.
 *
 * @param system all that system and developer messages say
 * @param question the last user message
 * @param prompt all messages, for counting
 * @param json whether the answer has to be a JSON object
 */
record OpenAiRequest(
        String model,
        String system,
        String question,
        String prompt,
        boolean stream,
        boolean includeUsage,
        boolean json) {

    private static final Set<String> SYSTEM = Set.of("system", "developer");

    /** A body that is refused, with the parameter OpenAI names for it. */
    static final class Refused extends RuntimeException {

        private final String param;

        Refused(String param, String message) {
            super(message);
            this.param = param;
        }

        String param() {
            return param;
        }
    }

    static OpenAiRequest of(JsonNode body) {
        if (!body.isObject()) {
            throw new Refused("", "We could not parse the JSON body of your request.");
        }
        var model = body.path("model");
        if (!model.isTextual() || model.textValue().isBlank()) {
            throw new Refused("model", "you must provide a model parameter");
        }
        OpenAiMessages.check(body.path("messages"));
        OpenAiTools.check(body);
        checkNumber(body, "temperature", 0, 2);
        checkNumber(body, "top_p", 0, 1);
        checkNumber(body, "max_tokens", 1, Integer.MAX_VALUE);
        if (body.hasNonNull("stream") && !body.path("stream").isBoolean()) {
            throw new Refused("stream", "Invalid type for 'stream': expected a boolean.");
        }
        var messages = body.path("messages");
        return new OpenAiRequest(
                model.textValue(),
                said(messages, SYSTEM),
                last(messages),
                said(messages, OpenAiMessages.ROLES),
                body.path("stream").asBoolean(),
                body.path("stream_options").path("include_usage").asBoolean(),
                body.path("response_format").path("type").asText().startsWith("json"));
    }

    private static void checkNumber(JsonNode body, String param, double least, double most) {
        var value = body.path(param);
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        if (!value.isNumber() || value.doubleValue() < least || value.doubleValue() > most) {
            throw new Refused(param, "Invalid '" + param + "': expected a number between " + least + " and " + most);
        }
    }

    private static String said(JsonNode messages, Set<String> roles) {
        return StreamSupport.stream(messages.spliterator(), false)
                .filter(message -> roles.contains(message.path("role").asText()))
                .map(message -> text(message.path("content")))
                .collect(Collectors.joining("\n"));
    }

    private static String last(JsonNode messages) {
        for (var i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).path("role").asText().equals("user")) {
                return text(messages.get(i).path("content"));
            }
        }
        return "";
    }

    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        return StreamSupport.stream(content.spliterator(), false)
                .map(part -> part.path("text").asText(""))
                .collect(Collectors.joining());
    }
}
