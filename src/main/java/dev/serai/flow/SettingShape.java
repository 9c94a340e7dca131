package dev.serai.flow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which values a setting takes.
 *
 * @param words for people
 * @param schema for programs, as JSON Schema
 */
record SettingShape(String words, ObjectNode schema) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<Class<?>, String> TEXTS = Map.of(
            Template.class, "text with {{ }}",
            Condition.class, "condition",
            Expression.class, "expression",
            String.class, "text");

    static SettingShape of(Type type) {
        return of(TypeFactory.defaultInstance().constructType(type));
    }

    private static SettingShape of(JavaType type) {
        var raw = type.getRawClass();
        if (type.isCollectionLikeType()) {
            var inside = of(type.getContentType());
            var schema = JSON.objectNode().put("type", "array");
            schema.set("items", inside.schema());
            return new SettingShape("list of " + inside.words(), schema);
        }
        if (type.isMapLikeType()) {
            var inside = of(type.getContentType());
            var schema = JSON.objectNode().put("type", "object");
            schema.set("additionalProperties", inside.schema());
            return new SettingShape("names with " + inside.words(), schema);
        }
        if (Record.class.isAssignableFrom(raw)) {
            return made(raw) ? any() : record(raw);
        }
        return raw.isEnum() ? choice(raw) : simple(raw);
    }

    /** A record that makes itself out of any value. */
    private static boolean made(Class<?> raw) {
        return Arrays.stream(raw.getDeclaredMethods()).anyMatch(one -> one.isAnnotationPresent(JsonCreator.class));
    }

    private static SettingShape any() {
        return new SettingShape("any value", JSON.objectNode());
    }

    private static SettingShape record(Class<?> raw) {
        var settings = Setting.of(raw);
        var words = settings.stream().map(Setting::name).collect(Collectors.joining(", ", "{", "}"));
        return new SettingShape(words, object(settings));
    }

    /** The schema of an object with these settings and no others. */
    static ObjectNode object(List<Setting> settings) {
        var schema = JSON.objectNode().put("type", "object");
        var properties = schema.putObject("properties");
        var required = JSON.arrayNode();
        for (var setting : settings) {
            properties.set(setting.name(), setting.schema());
            if (setting.required()) {
                required.add(setting.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    private static SettingShape choice(Class<?> raw) {
        var names = Arrays.stream(raw.getEnumConstants())
                .map(constant -> name((Enum<?>) constant))
                .toList();
        var schema = JSON.objectNode();
        names.forEach(schema.putArray("enum")::add);
        return new SettingShape(names.stream().collect(Collectors.joining("`, `", "`", "`")), schema);
    }

    /** A constant as authors write it. */
    static String name(Enum<?> constant) {
        try {
            var property =
                    constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
            return property == null ? constant.name().toLowerCase(Locale.ROOT) : property.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SettingShape simple(Class<?> raw) {
        if (raw == boolean.class || raw == Boolean.class) {
            return new SettingShape("true or false", typed("boolean"));
        }
        if (raw == int.class || raw == long.class || raw == Integer.class || raw == Long.class) {
            return new SettingShape("whole number", typed("integer"));
        }
        if (raw.isPrimitive() || Number.class.isAssignableFrom(raw)) {
            return new SettingShape("number", typed("number"));
        }
        if (raw == Duration.class) {
            return new SettingShape("duration", typed("string", "number"));
        }
        if (JsonNode.class.isAssignableFrom(raw)) {
            return raw == ObjectNode.class ? new SettingShape("object", typed("object")) : any();
        }
        return TEXTS.containsKey(raw)
                ? new SettingShape(TEXTS.getOrDefault(raw, "text"), typed("string", "number", "boolean"))
                : any();
    }

    private static ObjectNode typed(String... types) {
        var schema = JSON.objectNode();
        if (types.length == 1) {
            return schema.put("type", types[0]);
        }
        List.of(types).forEach(schema.putArray("type")::add);
        return schema;
    }
}
