package dev.serai.flow;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds names in a scope: its own keys first, then a field of the context, then a variable. */
final class ScopePath {

    static final String CONTEXT = "context";
    static final String NODES = "nodes";
    static final String VARIABLES = "variables";

    private ScopePath() {}

    /** The value of a single name, or null. */
    static @Nullable Object root(Map<String, Object> scope, String name) {
        var own = scope.get(name);
        if (own != null) {
            return own;
        }
        var field = member(scope.get(CONTEXT), name);
        return field != null ? field : member(scope.get(VARIABLES), name);
    }

    /** The value a path leads to, or null when it leads nowhere. */
    static @Nullable Object find(Map<String, Object> scope, List<String> path) {
        var value = root(scope, path.getFirst());
        for (var i = 1; i < path.size() && value != null; i++) {
            value = member(value, path.get(i));
        }
        return value;
    }

    /** The value inside a map or list, or null. */
    static @Nullable Object member(@Nullable Object holder, Object key) {
        return switch (holder) {
            case Map<?, ?> map -> map.get(key);
            case List<?> list -> element(list, key);
            case null, default -> null;
        };
    }

    private static @Nullable Object element(List<?> list, Object key) {
        var index = key instanceof Number number ? number.longValue() : index(key.toString());
        return index >= 0 && index < list.size() ? list.get((int) index) : null;
    }

    private static int index(String text) {
        var digits = !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(text) : -1;
    }
}
