package dev.serai.flow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one node that is a Kamelet.
 *
 * @param constants what its template is filled in with; the same in each run
 * @param values all of them; texts that may hold variables are templates, however deep
 */
public record PropertyValues(Map<String, String> constants, Map<String, Object> values) {

    public PropertyValues {
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The values in a run: each variable is put in once, and what it holds is never looked into. */
    public Map<String, @Nullable Object> in(Map<String, Object> scope) {
        var filled = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((name, value) -> filled.put(name, TemplateTree.filled(value, scope)));
        return filled;
    }
}
