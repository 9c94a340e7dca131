package dev.serai.node;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.flow.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value in settings: each text in it is a template, however deep; everything else is taken as it is.
 *
 * @param template if it is a text
 * @param literal if it is not; texts inside it are templates
 */
record Value(@Nullable Template template, @Nullable Object literal) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Value of(JsonNode value) {
        return value.isTextual() ? new Value(Template.of(value.textValue()), null) : new Value(null, inside(value));
    }

    private static @Nullable Object inside(JsonNode value) {
        if (value.isTextual()) {
            return Template.of(value.textValue());
        }
        if (value.isObject()) {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            value.properties().forEach(field -> fields.put(field.getKey(), inside(field.getValue())));
            return fields;
        }
        if (value.isArray()) {
            var elements = new ArrayList<@Nullable Object>();
            value.forEach(element -> elements.add(inside(element)));
            return elements;
        }
        return JSON.convertValue(value, Object.class);
    }

    /** Whether it is a text with variables in it. */
    boolean variable() {
        return template != null && !template.variables().isEmpty();
    }

    @Nullable
    Object in(Map<String, Object> scope) {
        return template == null ? filled(literal, scope) : template.render(scope);
    }

    private static @Nullable Object filled(@Nullable Object value, Map<String, Object> scope) {
        return switch (value) {
            case Template text -> text.render(scope);
            case Map<?, ?> map -> {
                var fields = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((name, one) -> fields.put(String.valueOf(name), filled(one, scope)));
                yield fields;
            }
            case List<?> list -> {
                var elements = new ArrayList<@Nullable Object>();
                list.forEach(one -> elements.add(filled(one, scope)));
                yield elements;
            }
            case null, default -> value;
        };
    }

    /** All of them in one scope. */
    static Map<String, @Nullable Object> all(Map<String, Value> values, Map<String, Object> scope) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((name, value) -> all.put(name, value.in(scope)));
        return all;
    }
}
