package dev.serai.flow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at each field of settings for itself, so that all wrong ones are told and not only the first. */
final class SettingsCheck {

    private final JsonMapper json;
    private final List<SettingsRejected.Wrong> wrongs = new ArrayList<>();

    SettingsCheck(JsonMapper json) {
        this.json = json;
    }

    void rejectIfWrong() {
        if (!wrongs.isEmpty()) {
            throw new SettingsRejected(wrongs);
        }
    }

    /** The settings with defaults in place, every given field checked. */
    ObjectNode complete(ObjectNode config, Class<?> type) {
        return record(config, type, "");
    }

    private ObjectNode record(ObjectNode given, Class<?> type, String pointer) {
        var fields = SettingsField.of(type);
        var names = fields.stream().map(SettingsField::name).toList();
        for (var name : (Iterable<String>) given::fieldNames) {
            if (!names.contains(name)) {
                wrongs.add(new SettingsRejected.Wrong(
                        Document.child(pointer, name),
                        true,
                        0,
                        "There is no setting '" + name + "'",
                        NearestName.hint(name, names)));
            }
        }
        var complete = JsonNodeFactory.instance.objectNode();
        for (var field : fields) {
            var value = given.get(field.name());
            var chosen = value == null || value.isNull() ? field.absent() : value;
            if (chosen != null) {
                var fieldType =
                        json.getTypeFactory().constructType(field.component().getGenericType());
                complete.set(field.name(), value(chosen, fieldType, Document.child(pointer, field.name())));
            }
        }
        return complete;
    }

    private JsonNode value(JsonNode given, JavaType type, String pointer) {
        if (hasFields(type.getRawClass()) && given instanceof ObjectNode object) {
            return record(object, type.getRawClass(), pointer);
        }
        if (type.isCollectionLikeType() && given instanceof ArrayNode array) {
            var complete = JsonNodeFactory.instance.arrayNode();
            array.forEach(
                    element -> complete.add(inside(element, type.getContentType(), pointer + "/" + complete.size())));
            return complete;
        }
        if (type.isMapLikeType() && given instanceof ObjectNode object) {
            var complete = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(entry -> complete.set(
                            entry.getKey(),
                            inside(entry.getValue(), type.getContentType(), Document.child(pointer, entry.getKey()))));
            return complete;
        }
        tryToRead(given, type, pointer);
        return given;
    }

    /** An element of a list or map; there is no default for one that says nothing. */
    private JsonNode inside(JsonNode given, JavaType type, String pointer) {
        if (given.isNull()) {
            wrongs.add(new SettingsRejected.Wrong(
                    pointer, false, 0, "Setting '" + name(pointer) + "' is empty", "write a value or remove it"));
            return given;
        }
        return value(given, type, pointer);
    }

    private static String name(String pointer) {
        return pointer.substring(1).replace('/', '.');
    }

    /** A record that makes itself out of any value has none. */
    private static boolean hasFields(Class<?> type) {
        return Record.class.isAssignableFrom(type)
                && Arrays.stream(type.getDeclaredMethods())
                        .noneMatch(method -> method.isAnnotationPresent(JsonCreator.class));
    }

    private void tryToRead(JsonNode given, JavaType type, String pointer) {
        try {
            json.treeToValue(given, type);
        } catch (JacksonException | IllegalArgumentException e) {
            var wrong = SettingsJson.wrong(pointer, e);
            wrongs.add(wrong.hint().isEmpty() ? explained(given, type, pointer) : wrong);
        }
    }

    private static SettingsRejected.Wrong explained(JsonNode given, JavaType type, String pointer) {
        var shown = given.isContainerNode() ? (given.isArray() ? "a list" : "an object") : "'" + given.asText() + "'";
        return new SettingsRejected.Wrong(
                pointer, false, 0, "Setting '" + name(pointer) + "' cannot be " + shown, expected(type, given));
    }

    private static String expected(JavaType type, JsonNode given) {
        var raw = type.getRawClass();
        if (raw.isEnum()) {
            var names = Arrays.stream(raw.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .toList();
            return NearestName.of(given.asText(), names)
                    .map(near -> "did you mean '" + near + "'?")
                    .orElseGet(() -> "write one of " + names.stream().collect(Collectors.joining(", ")));
        }
        if (raw == Duration.class) {
            return DurationText.HINT;
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return "write true or false";
        }
        if (type.isCollectionLikeType()) {
            return "write a list";
        }
        return raw == int.class || raw == long.class || raw == Integer.class || raw == Long.class
                ? "write a whole number"
                : "write " + word(raw);
    }

    private static String word(Class<?> raw) {
        if (Number.class.isAssignableFrom(raw) || raw == double.class || raw == float.class) {
            return "a number";
        }
        return Record.class.isAssignableFrom(raw) || Map.class.isAssignableFrom(raw)
                ? "an object of names and values"
                : "a text";
    }

    /** Tells which fields are null though they must not be. */
    void missing(Record settings) {
        missing(settings, "");
    }

    private void missing(@Nullable Object value, String pointer) {
        switch (value) {
            case Record part when !part.getClass().getName().startsWith("java.") -> missingIn(part, pointer);
            case Collection<?> collection -> {
                var index = 0;
                for (var element : collection) {
                    missing(element, pointer + "/" + index++);
                }
            }
            case Map<?, ?> map ->
                map.forEach((key, element) -> missing(element, Document.child(pointer, String.valueOf(key))));
            case null, default -> {}
        }
    }

    private void missingIn(Record part, String pointer) {
        for (var field : SettingsField.of(part.getClass())) {
            var value = field.of(part);
            if (value == null && !field.optional()) {
                wrongs.add(absent(pointer, field));
            }
            missing(value, Document.child(pointer, field.name()));
        }
    }

    /** Tells which fields were not given and have no default; asked when the record could not be made at all. */
    void absentFields(ObjectNode complete, Class<?> type) {
        SettingsField.of(type).stream()
                .filter(field -> !field.optional() && !complete.has(field.name()))
                .forEach(field -> wrongs.add(absent("", field)));
    }

    private static SettingsRejected.Wrong absent(String pointer, SettingsField field) {
        return new SettingsRejected.Wrong(
                pointer, false, 0, "Setting '" + field.name() + "' is missing", "add " + field.name() + ":");
    }
}
