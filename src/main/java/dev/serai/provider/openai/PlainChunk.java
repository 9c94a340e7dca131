package dev.serai.provider.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The usual chunk of a stream, which carries a piece of text and nothing else that matters. It is read as it stands,
 * without a tree, because there are so many of them.
 *
 * @param model as the server calls it, or empty
 * @param content the piece
 */
record PlainChunk(String model, String content) {

    /**
     * Reads a chunk; empty if it tells anything more, and has to be read whole.
     *
     * @throws IOException if it is no JSON
     */
    static Optional<PlainChunk> in(JsonParser json) throws IOException {
        var model = "";
        String content = null;
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            var value = json.nextToken();
            var known =
                    switch (name) {
                        case "id", "created", "system_fingerprint", "service_tier" -> value.isScalarValue();
                        case "object" -> "chat.completion.chunk".equals(json.getValueAsString());
                        case "model" -> {
                            model = json.getValueAsString("");
                            yield value.isScalarValue();
                        }
                        case "choices" -> {
                            content = ofChoices(json);
                            yield content != null;
                        }
                        default -> value == JsonToken.VALUE_NULL;
                    };
            if (!known) {
                return Optional.empty();
            }
        }
        return content == null ? Optional.empty() : Optional.of(new PlainChunk(model, content));
    }

    /** The text of the only choice. */
    private static @Nullable String ofChoices(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY || json.nextToken() != JsonToken.START_OBJECT) {
            return null;
        }
        String content = null;
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            var value = json.nextToken();
            if (name.equals("delta")) {
                content = ofDelta(json);
                if (content == null) {
                    return null;
                }
            } else if (value != JsonToken.VALUE_NULL && !(name.equals("index") && value.isScalarValue())) {
                return null;
            }
        }
        return json.nextToken() == JsonToken.END_ARRAY ? content : null;
    }

    private static @Nullable String ofDelta(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return null;
        }
        String content = null;
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            var value = json.nextToken();
            if (name.equals("content") && value == JsonToken.VALUE_STRING) {
                content = json.getText();
            } else if (value != JsonToken.VALUE_NULL && !(name.equals("role") && value.isScalarValue())) {
                return null;
            }
        }
        return content;
    }
}
