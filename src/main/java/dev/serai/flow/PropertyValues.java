package dev.serai.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one node that is a Kamelet.
 *
 * @param constants what its template is filled in with; the same in each run
 * @param values all of them; texts that may hold variables are templates, however deep
 */
public record PropertyValues(Map<String, String> constants, Map<String, Object> values) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public PropertyValues {
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The values in a run: each variable is put in once, and what it holds is never looked into. */
    public Map<String, @Nullable Object> in(Map<String, Object> scope) {
        var filled = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((name, value) -> filled.put(name, filled(value, scope)));
        return filled;
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

    /**
     * A value with templates for its texts.
     *
     * @throws TemplateRejected when a text is none
     */
    static @Nullable Object templates(JsonNode value) {
        if (value.isTextual()) {
            return Template.of(value.textValue());
        }
        if (value.isObject()) {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            value.properties().forEach(field -> fields.put(field.getKey(), templates(field.getValue())));
            return fields;
        }
        if (value.isArray()) {
            var elements = new ArrayList<@Nullable Object>();
            value.forEach(element -> elements.add(templates(element)));
            return elements;
        }
        return JSON.convertValue(value, Object.class);
    }
}
