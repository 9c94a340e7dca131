package dev.serai.flow;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.jexl3.JexlArithmetic;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlOperator;
import org.apache.commons.jexl3.introspection.JexlMethod;
import org.apache.commons.jexl3.introspection.JexlPermissions;
import org.apache.commons.jexl3.introspection.JexlPropertyGet;
import org.apache.commons.jexl3.introspection.JexlPropertySet;
import org.apache.commons.jexl3.introspection.JexlUberspect;
import org.jspecify.annotations.Nullable;

/**
 * All a condition can do to a value: a table of methods, fields of maps, elements of lists. No reflection is involved.
 */
final class ConditionMethods implements JexlUberspect {

    static final Set<String> NAMES = Set.of(
            "length",
            "size",
            "isEmpty",
            "contains",
            "startsWith",
            "endsWith",
            "indexOf",
            "toLowerCase",
            "toUpperCase",
            "trim",
            "equals",
            "equalsIgnoreCase",
            "get",
            "containsKey");

    private final JexlUberspect locked =
            new JexlBuilder().permissions(JexlPermissions.NONE).create().getUberspect();

    @Override
    public @Nullable JexlMethod getMethod(@Nullable Object target, String name, Object... arguments) {
        return target != null && known(target) && NAMES.contains(name) ? new ConditionCall(name) : null;
    }

    @Override
    public @Nullable JexlPropertyGet getPropertyGet(@Nullable Object target, Object key) {
        return target != null && known(target) ? new Field(key) : null;
    }

    @Override
    public @Nullable JexlPropertyGet getPropertyGet(
            List<PropertyResolver> resolvers, @Nullable Object target, Object key) {
        return getPropertyGet(target, key);
    }

    @Override
    public @Nullable JexlMethod getConstructor(Object type, Object... arguments) {
        return null;
    }

    @Override
    public @Nullable JexlPropertySet getPropertySet(Object target, Object key, Object value) {
        return null;
    }

    @Override
    public @Nullable JexlPropertySet getPropertySet(
            List<PropertyResolver> resolvers, Object target, Object key, Object value) {
        return null;
    }

    @Override
    public @Nullable Class<?> getClassByName(String name) {
        return null;
    }

    @Override
    public Iterator<?> getIterator(Object target) {
        return target instanceof Collection<?> collection ? collection.iterator() : Collections.emptyIterator();
    }

    @Override
    public JexlArithmetic.@Nullable Uberspect getArithmetic(JexlArithmetic arithmetic) {
        return null;
    }

    @Override
    public JexlOperator.Uberspect getOperator(JexlArithmetic arithmetic) {
        return locked.getOperator(arithmetic);
    }

    @Override
    public List<PropertyResolver> getResolvers(JexlOperator operator, Object target) {
        return MAP;
    }

    @Override
    public ClassLoader getClassLoader() {
        return ConditionMethods.class.getClassLoader();
    }

    @Override
    public void setClassLoader(ClassLoader loader) {}

    @Override
    public int getVersion() {
        return 0;
    }

    static boolean known(Object target) {
        return target instanceof String
                || target instanceof Collection<?>
                || target instanceof Map<?, ?>
                || target instanceof Number
                || target instanceof Boolean;
    }

    /** A field of a map, an element of a list, or the length of either. */
    private record Field(Object key) implements JexlPropertyGet {

        @Override
        public @Nullable Object invoke(Object target) {
            if (key.equals("length") && !(target instanceof Map<?, ?>)) {
                return new ConditionCall("length").invoke(target);
            }
            return ScopePath.member(target, key);
        }

        @Override
        public @Nullable Object tryInvoke(Object target, Object name) {
            return known(target) && key.equals(name) ? invoke(target) : JexlEngine.TRY_FAILED;
        }

        @Override
        public boolean tryFailed(Object answer) {
            return answer == JexlEngine.TRY_FAILED;
        }

        @Override
        public boolean isCacheable() {
            return true;
        }
    }
}
