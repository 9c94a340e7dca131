package dev.serai.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Hides what looks like a credential before it is logged; outputs stay as they are, because runs go on from them. */
final class Masking {

    private static final List<String> TELLTALES =
            List.of("token", "secret", "password", "passwd", "apikey", "api_key", "authorization", "privatekey");

    private Masking() {}

    static Map<String, @Nullable Object> masked(Map<String, @Nullable Object> values) {
        if (values.isEmpty()) {
            return values;
        }
        var masked = new LinkedHashMap<String, @Nullable Object>();
        values.forEach((name, value) -> masked.put(name, telling(name) ? "***" : inside(value)));
        return masked;
    }

    private static @Nullable Object inside(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(Masking::inside).collect(Collectors.toCollection(ArrayList::new));
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        var masked = new LinkedHashMap<String, @Nullable Object>();
        map.forEach(
                (name, one) -> masked.put(String.valueOf(name), telling(String.valueOf(name)) ? "***" : inside(one)));
        return masked;
    }

    private static boolean telling(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return TELLTALES.stream().anyMatch(lower::contains) && !lower.endsWith("tokens");
    }
}
