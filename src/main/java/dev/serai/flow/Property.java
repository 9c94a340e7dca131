package dev.serai.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One property of a Kamelet, which is a setting of its nodes.
 *
 * @param format {@code password} for the name of a secret; any other is for people
 * @param initial its value when it is left out
 * @param choices the only values it takes; any if empty
 * @param pattern which every text must match somewhere, as in JSON Schema
 * @param constant whether the template is filled in with it when a flow is published
 */
record Property(
        String name,
        Type type,
        String description,
        boolean required,
        @Nullable JsonNode initial,
        List<JsonNode> choices,
        String format,
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum,
        @Nullable Pattern pattern,
        boolean constant) {

    /** What a property holds; constants are written in small letters. */
    enum Type {
        STRING("text with {{ }}", "a text"),
        INTEGER("whole number", "a whole number"),
        NUMBER("number", "a number"),
        BOOLEAN("true or false", "true or false"),
        ARRAY("list", "a list"),
        OBJECT("object", "an object of names and values");

        private final String words;
        private final String hint;

        Type(String words, String hint) {
            this.words = words;
            this.hint = hint;
        }
    }

    /** A longer text is not held against a pattern, but refused. */
    static final int LONGEST = 10_000;

    /** Texts without a character that means something in an address or an expression. */
    private static final Pattern HARMLESS = Pattern.compile("[\\p{L}\\p{N}\\p{Zs}._,:/@+*=()!~-]*");

    private static final Pattern SECRET = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");

    Property {
        choices = List.copyOf(choices);
    }

    boolean secret() {
        return format.equals("password");
    }

    /** As authors of flows see it. */
    Setting setting() {
        var schema = JsonNodeFactory.instance.objectNode();
        if (type == Type.STRING) {
            schema.putArray("type").add("string").add("number").add("boolean");
        } else {
            schema.put("type", name(type));
        }
        if (!choices.isEmpty()) {
            schema.putArray("enum").addAll(choices);
        }
        narrow(schema);
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        if (initial != null) {
            schema.set("default", initial);
        }
        return new Setting(name, words(), schema, initial, required && initial == null, description);
    }

    private void narrow(ObjectNode schema) {
        if (minimum != null) {
            schema.put("minimum", minimum);
        }
        if (maximum != null) {
            schema.put("maximum", maximum);
        }
        if (pattern != null && constant) {
            schema.put("pattern", pattern.pattern());
        }
        if (!format.isEmpty()) {
            schema.put("format", format);
        }
    }

    private String words() {
        if (!choices.isEmpty()) {
            return choices.stream().map(JsonNode::asText).collect(Collectors.joining("`, `", "`", "`"));
        }
        if (secret()) {
            return "name of a secret";
        }
        return type == Type.STRING && constant ? "text" : type.words;
    }

    static String name(Type type) {
        return type.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** What an author is told about a value that it cannot take. */
    record Refusal(String shown, String hint) {}

    /** Whether a value whose variables are known fits. */
    Optional<Refusal> refusal(JsonNode value) {
        if (!typed(value)) {
            return refused(value, "write " + type.hint);
        }
        if (!choices.isEmpty() && choices.stream().noneMatch(one -> one.asText().equals(value.asText()))) {
            var names = choices.stream().map(JsonNode::asText).toList();
            return refused(
                    value,
                    NearestName.of(value.asText(), names)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElseGet(() -> "write one of " + String.join(", ", names)));
        }
        return outOfBounds(value).or(() -> unlike(value)).or(() -> harmful(value));
    }

    private boolean typed(JsonNode value) {
        return switch (type) {
            case STRING -> value.isValueNode() && !value.isNull();
            case INTEGER -> value.isIntegralNumber();
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case ARRAY -> value.isArray();
            case OBJECT -> value.isObject();
        };
    }

    private Optional<Refusal> outOfBounds(JsonNode value) {
        if (value.isNumber() && minimum != null && value.decimalValue().compareTo(minimum) < 0) {
            return refused(value, "it must be greater than or equal to " + minimum.toPlainString());
        }
        if (value.isNumber() && maximum != null && value.decimalValue().compareTo(maximum) > 0) {
            return refused(value, "it must be less than or equal to " + maximum.toPlainString());
        }
        return Optional.empty();
    }

    private Optional<Refusal> unlike(JsonNode value) {
        if (secret() && !SECRET.matcher(value.asText()).matches()) {
            return Optional.of(new Refusal("what is given", "write the name of a secret, not the secret"));
        }
        if (pattern == null || !value.isValueNode()) {
            return Optional.empty();
        }
        var text = value.asText();
        return text.length() <= LONGEST && pattern.matcher(text).find()
                ? Optional.empty()
                : refused(value, "it must match " + pattern.pattern());
    }

    /** A constant becomes a part of addresses and expressions, so it must not mean anything there. */
    private Optional<Refusal> harmful(JsonNode value) {
        if (!constant || type != Type.STRING || value.equals(initial) || !choices.isEmpty()) {
            return Optional.empty();
        }
        return HARMLESS.matcher(value.asText()).matches()
                ? Optional.empty()
                : refused(
                        value,
                        "it is a constant of the Kamelet: use letters, digits, spaces and . _ , : / @ + * = ( ) ! ~ -");
    }

    private static Optional<Refusal> refused(JsonNode value, String hint) {
        var shown = value.isContainerNode() ? (value.isArray() ? "a list" : "an object") : "'" + value.asText() + "'";
        return Optional.of(new Refusal(shown, hint));
    }
}
