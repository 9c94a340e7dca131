package dev.serai.flow;

import java.util.Map;
import org.apache.commons.jexl3.JexlContext;
import org.jspecify.annotations.Nullable;

/** Lets a condition look at a scope without copying it and without changing it. */
record ConditionScope(Map<String, Object> scope) implements JexlContext {

    @Override
    public @Nullable Object get(String name) {
        return ScopePath.root(scope, name);
    }

    @Override
    public boolean has(String name) {
        return get(name) != null;
    }

    @Override
    public void set(String name, Object value) {
        throw new UnsupportedOperationException("A condition changes nothing, so '" + name + "' cannot be set");
    }
}
