package dev.serai.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One setting of a node type, as authors of flows see it.
 *
 * @param type which values it takes, in words
 * @param schema which values it takes, as JSON Schema, with description and default
 * @param initial its value when it is left out, if it has one then
 * @param required whether it must be given
 * @param description what it is for, in the words of the settings record's comment
 */
public record Setting(
        String name,
        String type,
        ObjectNode schema,
        @Nullable JsonNode initial,
        boolean required,
        String description) {

    /** The settings in a record, in its order. */
    public static List<Setting> of(Class<?> type) {
        var comment = SourceComment.of(type);
        var initial = InitialSettings.of(type);
        return SettingsField.of(type).stream()
                .map(field -> of(field, initial, comment))
                .toList();
    }

    private static Setting of(SettingsField field, InitialSettings settings, SourceComment comment) {
        var component = field.component();
        var shape = SettingShape.of(component.getGenericType());
        var description = comment.parameters().getOrDefault(component.getName(), "");
        var initial = settings.of(field);
        var schema = shape.schema();
        bounds(field, schema);
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        if (initial != null) {
            schema.set("default", initial);
        }
        return new Setting(field.name(), shape.words(), schema, initial, settings.required(field.name()), description);
    }

    private static void bounds(SettingsField field, ObjectNode schema) {
        var least = field.component().getAccessor().getAnnotation(Min.class);
        var most = field.component().getAccessor().getAnnotation(Max.class);
        if (least != null) {
            schema.put("minimum", least.value());
        }
        if (most != null) {
            schema.put("maximum", most.value());
        }
    }
}
