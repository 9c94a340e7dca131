package dev.serai.node;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.flow.Template;
import dev.serai.flow.TemplateTree;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value in settings: each text in it is a template, however deep; everything else is taken as it is.
 *
 * @param template if it is a text
 * @param literal if it is not; texts inside it are templates
 */
record Value(@Nullable Template template, @Nullable Object literal) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Value of(JsonNode value) {
        return value.isTextual()
                ? new Value(Template.of(value.textValue()), null)
                : new Value(null, TemplateTree.of(value));
    }

    /** Whether it is a text with variables in it. */
    boolean variable() {
        return template != null && !template.variables().isEmpty();
    }

    @Nullable
    Object in(Map<String, Object> scope) {
        return template == null ? TemplateTree.filled(literal, scope) : template.render(scope);
    }

    /** All of them in one scope. */
    static Map<String, @Nullable Object> all(Map<String, Value> values, Map<String, Object> scope) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((name, value) -> all.put(name, value.in(scope)));
        return all;
    }
}
