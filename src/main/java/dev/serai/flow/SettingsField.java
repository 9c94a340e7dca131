package dev.serai.flow;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** One field of a settings record as authors see it: its name, whether it may be left out, and what it is then. */
record SettingsField(RecordComponent component) {

    static List<SettingsField> of(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(SettingsField::new).toList();
    }

    /** As authors write it; {@code @JsonProperty} gives names that Java cannot. */
    String name() {
        var property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null || property.value().isEmpty() ? component.getName() : property.value();
    }

    /** Its value in a record. */
    @Nullable
    Object of(Record settings) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(settings);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Setting '" + name() + "' cannot be read", e);
        }
    }

    boolean optional() {
        return component.getType().isPrimitive()
                || component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || component.getAccessor().isAnnotationPresent(Nullable.class);
    }

    /** What it is when the author says nothing; null when that is left to the record. */
    @Nullable
    JsonNode absent() {
        var written = component.getAnnotation(DefaultValue.class);
        var collection = Collection.class.isAssignableFrom(component.getType());
        if (written != null) {
            return written(written.value(), collection);
        }
        if (optional()) {
            return null;
        }
        if (collection) {
            return JsonNodeFactory.instance.arrayNode();
        }
        return Map.class.isAssignableFrom(component.getType()) ? JsonNodeFactory.instance.objectNode() : null;
    }

    private JsonNode written(String[] values, boolean collection) {
        if (collection) {
            var array = JsonNodeFactory.instance.arrayNode();
            List.of(values).forEach(array::add);
            return array;
        }
        return values.length == 0
                ? JsonNodeFactory.instance.objectNode()
                : JsonNodeFactory.instance.textNode(values[0]);
    }
}
