package dev.serai.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values from elsewhere as a run keeps them: texts, numbers, flags, lists and objects. A text has no character 0, which
 * PostgreSQL cannot keep.
 */
public final class Plain {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Plain() {}

    /** The value, plain all the way down. */
    public static @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text.replace('\0', ' ');
            case Number number -> number;
            case Boolean flag -> flag;
            case Map<?, ?> map -> map(map);
            case Iterable<?> many -> list(many);
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            case Object[] many -> list(Arrays.asList(many));
            case Timestamp time -> time.toInstant().toString();
            case Array array -> array(array);
            default -> value.toString();
        };
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> map) {
        var plain = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((name, value) -> plain.put(String.valueOf(name).replace('\0', ' '), of(value)));
        return plain;
    }

    private static List<@Nullable Object> list(Iterable<?> many) {
        var plain = new ArrayList<@Nullable Object>();
        many.forEach(value -> plain.add(of(value)));
        return plain;
    }

    private static @Nullable Object array(Array array) {
        try {
            return of(array.getArray());
        } catch (SQLException e) {
            throw new IllegalStateException("An array of the database cannot be read", e);
        }
    }

    /** A JSON text as what it says; as a text if it is none. */
    public static @Nullable Object json(@Nullable String text) {
        try {
            return text == null ? null : JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
