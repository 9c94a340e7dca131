package dev.serai.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.introspection.JexlMethod;
import org.jspecify.annotations.Nullable;

/** One call of a method from the table of {@link ConditionMethods}. */
record ConditionCall(String name) implements JexlMethod {

    private static final long SEARCH_LIMIT = 100_000_000;

    @Override
    public @Nullable Object invoke(Object target, @Nullable Object... arguments) {
        var argument = arguments.length == 0 ? null : arguments[0];
        var answer = arguments.length == arity() ? answer(target, argument) : JexlEngine.TRY_FAILED;
        if (answer == JexlEngine.TRY_FAILED) {
            throw new ConditionLimit("method '" + name + "' does not fit a value of type "
                    + target.getClass().getSimpleName());
        }
        return answer;
    }

    private int arity() {
        return switch (name) {
            case "length", "size", "isEmpty", "toLowerCase", "toUpperCase", "trim" -> 0;
            default -> 1;
        };
    }

    private @Nullable Object answer(Object target, @Nullable Object argument) {
        if (name.equals("equals")) {
            return Objects.equals(target, argument);
        }
        return switch (target) {
            case String text -> ofText(text, argument);
            case Map<?, ?> map -> ofMap(map, argument);
            case Collection<?> collection -> ofCollection(collection, argument);
            default -> JexlEngine.TRY_FAILED;
        };
    }

    private Object ofText(String text, @Nullable Object argument) {
        var other = argument == null ? "" : argument.toString();
        return switch (name) {
            case "length", "size" -> text.length();
            case "isEmpty" -> text.isEmpty();
            case "contains" -> argument != null && searchable(text, other).contains(other);
            case "startsWith" -> argument != null && text.startsWith(other);
            case "endsWith" -> argument != null && text.endsWith(other);
            case "indexOf" -> argument == null ? -1 : searchable(text, other).indexOf(other);
            case "toLowerCase" -> text.toLowerCase(Locale.ROOT);
            case "toUpperCase" -> text.toUpperCase(Locale.ROOT);
            case "trim" -> text.strip();
            case "equalsIgnoreCase" -> argument != null && text.equalsIgnoreCase(other);
            default -> JexlEngine.TRY_FAILED;
        };
    }

    /** Looking for a long text in a long one may take their lengths multiplied. */
    private static String searchable(String text, String other) {
        if ((long) text.length() * other.length() > SEARCH_LIMIT) {
            throw new ConditionLimit("the texts are too long to look for one in the other");
        }
        return text;
    }

    private @Nullable Object ofMap(Map<?, ?> map, @Nullable Object key) {
        return switch (name) {
            case "size", "length" -> map.size();
            case "isEmpty" -> map.isEmpty();
            case "get" -> key == null ? null : map.get(key);
            case "containsKey", "contains" -> key != null && map.containsKey(key);
            default -> JexlEngine.TRY_FAILED;
        };
    }

    private @Nullable Object ofCollection(Collection<?> collection, @Nullable Object argument) {
        return switch (name) {
            case "size", "length" -> collection.size();
            case "isEmpty" -> collection.isEmpty();
            case "contains" -> argument != null && collection.stream().anyMatch(argument::equals);
            case "indexOf" -> argument == null ? -1 : new ArrayList<>(collection).indexOf(argument);
            case "get" -> argument == null ? null : ScopePath.member(collection, argument);
            default -> JexlEngine.TRY_FAILED;
        };
    }

    @Override
    public @Nullable Object tryInvoke(String method, Object target, @Nullable Object... arguments) {
        return ConditionMethods.known(target) && name.equals(method)
                ? invoke(target, arguments)
                : JexlEngine.TRY_FAILED;
    }

    @Override
    public boolean tryFailed(Object answer) {
        return answer == JexlEngine.TRY_FAILED;
    }

    @Override
    public boolean isCacheable() {
        return true;
    }

    @Override
    public Class<?> getReturnType() {
        return Object.class;
    }
}
