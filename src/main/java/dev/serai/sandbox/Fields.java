package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the fields of what people and tests send, and says which one is wrong. */
final class Fields {

    private Fields() {}

    static ObjectNode of(JsonNode node, String field) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new BadRequest(field + ": must be a JSON object");
    }

    static void onlyKnown(JsonNode node, String field, Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new BadRequest("%s.%s: unknown field; known are %s".formatted(field, name, sorted(known)));
            }
        });
    }

    static String text(JsonNode node, String name) {
        var value = node.path(name);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new BadRequest(name + ": is missing or no text; give one");
        }
        return value.textValue();
    }

    static @Nullable String optionalText(JsonNode node, String name, String field) {
        var value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new BadRequest(field + "." + name + ": must be a text");
        }
        return value.textValue();
    }

    /** A whole number that is not negative. */
    static int number(JsonNode node, String name, String field, int fallback) {
        var value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return fallback;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 0) {
            throw new BadRequest(field + "." + name + ": must be a whole number, 0 or more");
        }
        return value.intValue();
    }

    static URI url(JsonNode node, String name) {
        var text = text(node, name);
        try {
            var url = URI.create(text);
            if (url.getHost() != null && String.valueOf(url.getScheme()).matches("https?")) {
                return url;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // told below
        }
        throw new BadRequest(name + ": is not an http or https address");
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }
}
