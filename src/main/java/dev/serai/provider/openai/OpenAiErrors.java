package dev.serai.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.serai.provider.ProviderException;
import dev.serai.vault.Secret;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads how servers of this family say no. OpenAI says it under {@code error}; others have places of their own. */
final class OpenAiErrors {

    private static final String SERVER = "from the model's server";

    private OpenAiErrors() {}

    /** The error of an answer with status 200, or half-way in a stream, if it is one. */
    static Optional<ProviderException> in(JsonNode body, Secret key) {
        var error = error(body);
        if (error.isMissingNode()) {
            return Optional.empty();
        }
        var code = Stream.of(error.path("code"), error.path("type"))
                .map(node -> node.asText(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("error");
        var words = key.hiddenIn(words(body));
        return Optional.of(
                switch (code) {
                    case "429", "rate_limit_exceeded" -> new ProviderException.RateLimited(code, null, words);
                    case "401", "invalid_api_key" -> new ProviderException.Unauthorized(words);
                    default -> new ProviderException.Business(code, words);
                });
    }

    /** What the server says about its refusal. */
    static String words(JsonNode body) {
        var error = error(body);
        return Stream.of(error.path("message"), error, body.path("message"), body.path("detail"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst()
                .orElse(SERVER);
    }

    private static JsonNode error(JsonNode body) {
        if (body.hasNonNull("error")) {
            return body.path("error");
        }
        var isBare = !body.has("choices") && body.path("message").isTextual() && body.hasNonNull("code");
        return isBare || "error".equals(body.path("object").asText()) ? body : MissingNode.getInstance();
    }
}
