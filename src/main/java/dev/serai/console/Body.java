package dev.serai.console;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a caller sent: fields that are asked for by name; what nobody asks for, or is of another kind, is refused. */
record Body(JsonNode fields) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, @Nullable Object>> MAP = new TypeReference<>() {};

    /**
     * The body.
     *
     * @param known names of the fields there may be
     * @throws IllegalArgumentException naming a field that is none of them
     */
    static Body of(@Nullable ObjectNode sent, String... known) {
        var fields = sent == null ? JSON.createObjectNode() : sent;
        var names = List.of(known);
        fields.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(name + ": there is no such field; use " + String.join(", ", names));
            }
        });
        return new Body(fields);
    }

    /** A text, if there is one. */
    @Nullable
    String text(String name) {
        var field = fields.path(name);
        if (field.isMissingNode() || field.isNull()) {
            return null;
        }
        if (!field.isTextual() || field.textValue().isBlank()) {
            throw new IllegalArgumentException(name + ": it is no text; write one in quotes, or leave it out");
        }
        return field.textValue();
    }

    /** A text that is there for the one who reads it later. */
    String text(String name, String otherwise) {
        var text = text(name);
        return text == null ? otherwise : text;
    }

    /** Whether this is wanted; false if nothing is said. */
    boolean flag(String name) {
        var field = fields.path(name);
        if (!field.isMissingNode() && !field.isNull() && !field.isBoolean()) {
            throw new IllegalArgumentException(name + ": it is neither true nor false; write one of them");
        }
        return field.asBoolean(false);
    }

    /** An object, if there is one. */
    @Nullable
    Map<String, @Nullable Object> object(String name) {
        var field = fields.path(name);
        if (field.isMissingNode() || field.isNull()) {
            return null;
        }
        if (!field.isObject()) {
            throw new IllegalArgumentException(name + ": it is no object; write {\"field\": value}");
        }
        return JSON.convertValue(field, MAP);
    }

    /** Objects by name; none if nothing is said. */
    Map<String, Body> objects(String name) {
        var objects = new LinkedHashMap<String, Body>();
        var all = object(name);
        if (all != null) {
            all.keySet().forEach(one -> {
                if (!fields.path(name).path(one).isObject()) {
                    throw new IllegalArgumentException(
                            name + "." + one + ": it is no object; write {\"field\": value}");
                }
                objects.put(one, new Body(fields.path(name).path(one)));
            });
        }
        return objects;
    }
}
