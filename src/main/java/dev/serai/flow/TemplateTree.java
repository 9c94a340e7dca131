package dev.serai.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values in settings with a {@link Template} for each text, however deep; everything else is taken as it is. */
public final class TemplateTree {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TemplateTree() {}

    /**
     * The value with templates for its texts.
     *
     * @throws TemplateRejected when a text is none
     */
    public static @Nullable Object of(JsonNode value) {
        if (value.isTextual()) {
            return Template.of(value.textValue());
        }
        if (value.isObject()) {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            value.properties().forEach(field -> fields.put(field.getKey(), of(field.getValue())));
            return fields;
        }
        if (value.isArray()) {
            var elements = new ArrayList<@Nullable Object>();
            value.forEach(element -> elements.add(of(element)));
            return elements;
        }
        return JSON.convertValue(value, Object.class);
    }

    /** The value in a run: each variable is put in once, and what it holds is never looked into. */
    public static @Nullable Object filled(@Nullable Object value, Map<String, Object> scope) {
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
}
