package dev.serai.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What settings are when their author says nothing: found by reading as little as the record accepts.
 *
 * @param settings the record, null if it could not be read at all
 * @param names of the settings that had to be given
 */
record InitialSettings(@Nullable Record settings, Set<String> names) {

    InitialSettings {
        names = Set.copyOf(names);
    }

    private static final SettingsReader READER = new SettingsReader();
    private static final JsonMapper JSON = SettingsJson.mapper();

    @SuppressWarnings("unchecked") // asked for records only
    static InitialSettings of(Class<?> type) {
        return read((Class<? extends Record>) type, new TreeSet<>());
    }

    /** Gives a sample for each setting that is asked for, until the record is content or nothing more helps. */
    private static InitialSettings read(Class<? extends Record> type, Set<String> given) {
        var config = JsonNodeFactory.instance.objectNode();
        var fields = SettingsField.of(type);
        fields.stream()
                .filter(field -> given.contains(field.name()))
                .forEach(field -> config.set(field.name(), sample(field)));
        try {
            return new InitialSettings(READER.read(config, type), given);
        } catch (SettingsRejected e) {
            var more = new TreeSet<>(given);
            fields.stream()
                    .filter(field -> e.wrongs().stream().anyMatch(wrong -> about(wrong, field)))
                    .forEach(field -> more.add(field.name()));
            return more.equals(given) ? new InitialSettings(null, given) : read(type, more);
        }
    }

    private static boolean about(SettingsRejected.Wrong wrong, SettingsField field) {
        return wrong.pointer().equals("/" + field.name())
                || (wrong.pointer().isEmpty() && wrong.message().contains("'" + field.name() + "'"));
    }

    private static JsonNode sample(SettingsField field) {
        var shape = SettingShape.of(field.component().getGenericType()).schema();
        return switch (shape.path("type").asText()) {
            case "array" -> JsonNodeFactory.instance.arrayNode();
            case "object" -> JsonNodeFactory.instance.objectNode();
            case "boolean" -> JsonNodeFactory.instance.booleanNode(true);
            case "integer", "number" -> JsonNodeFactory.instance.numberNode(1);
            default ->
                shape.has("enum")
                        ? shape.path("enum").get(0)
                        : text(field.component().getType());
        };
    }

    private static JsonNode text(Class<?> type) {
        var written = type == Duration.class ? "1s" : type == Condition.class ? "true" : "x";
        return JsonNodeFactory.instance.textNode(written);
    }

    boolean required(String name) {
        return names.contains(name);
    }

    /** The value of a setting that was left out; null if it has none. */
    @Nullable
    JsonNode of(SettingsField field) {
        if (settings == null || required(field.name())) {
            return field.absent();
        }
        var value = field.of(settings);
        return value == null ? null : written(value);
    }

    private static JsonNode written(Object value) {
        return switch (value) {
            case Enum<?> constant -> JsonNodeFactory.instance.textNode(SettingShape.name(constant));
            case Duration duration -> JsonNodeFactory.instance.textNode(DurationText.of(duration));
            case Collection<?> all -> {
                var array = JsonNodeFactory.instance.arrayNode();
                all.forEach(one -> array.add(written(one)));
                yield array;
            }
            case Map<?, ?> map -> {
                var object = JsonNodeFactory.instance.objectNode();
                map.forEach((name, one) -> object.set(String.valueOf(name), written(one)));
                yield object;
            }
            case Record part -> fields(part);
            default -> JSON.valueToTree(value);
        };
    }

    private static ObjectNode fields(Record part) {
        var object = JsonNodeFactory.instance.objectNode();
        for (var field : SettingsField.of(part.getClass())) {
            var value = field.of(part);
            if (value != null) {
                object.set(field.name(), written(value));
            }
        }
        return object;
    }
}
