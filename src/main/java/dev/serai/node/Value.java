package dev.serai.node;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.flow.Template;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value in settings: a text is a template, everything else is taken as it is.
 *
 * @param template if it is a text
 * @param literal if it is not
 */
record Value(@Nullable Template template, @Nullable Object literal) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Value of(JsonNode value) {
        return value.isTextual()
                ? new Value(Template.of(value.textValue()), null)
                : new Value(null, JSON.convertValue(value, Object.class));
    }

    @Nullable
    Object in(Map<String, Object> scope) {
        return template == null ? literal : template.render(scope);
    }

    /** All of them in one scope. */
    static Map<String, @Nullable Object> all(Map<String, Value> values, Map<String, Object> scope) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((name, value) -> all.put(name, value.in(scope)));
        return all;
    }
}
