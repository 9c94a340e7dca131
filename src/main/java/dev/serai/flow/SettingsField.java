package dev.serai.flow;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** One field of a settings record as authors see it: its name, whether it may be left out, and what it is then. */
record SettingsField(RecordComponent component, @Nullable DefaultValue written) {

    static List<SettingsField> of(Class<?> type) {
        var components = type.getRecordComponents();
        var parameters = canonical(type, components).getParameters();
        return IntStream.range(0, components.length)
                .mapToObj(i -> new SettingsField(components[i], parameters[i].getAnnotation(DefaultValue.class)))
                .toList();
    }

    /** Where {@code @DefaultValue} is kept: Java gives it to the parameter, not to the component. */
    private static Constructor<?> canonical(Class<?> type, RecordComponent[] components) {
        try {
            return type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " is no record", e);
        }
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
