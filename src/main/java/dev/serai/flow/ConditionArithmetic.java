package dev.serai.flow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.commons.jexl3.JexlArithmetic;
import org.apache.commons.jexl3.JexlOperator;
import org.jspecify.annotations.Nullable;

/** Reckons as authors expect (a number equals a number, null compares with nothing) and never for long. */
final class ConditionArithmetic extends JexlArithmetic {

    static final int TEXT_LIMIT = 100_000;
    private static final int DIGIT_LIMIT = 400;

    /** Longer texts are not taken for numbers: making a number of one takes the square of its length. */
    private static final int NUMBER_LENGTH = 100;

    ConditionArithmetic() {
        super(false);
    }

    @Override
    public boolean strictEquals(@Nullable Object left, @Nullable Object right) {
        if (left == right) {
            return true;
        }
        if (left instanceof Number && right instanceof Number) {
            return equals(left, right);
        }
        return left != null && left.equals(right);
    }

    @Override
    public boolean equals(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Collection<?> || left instanceof Map<?, ?>) {
            return left.equals(right);
        }
        var unlike = (left instanceof Number && length(right) > NUMBER_LENGTH)
                || (right instanceof Number && length(left) > NUMBER_LENGTH);
        return !unlike && super.equals(left, right);
    }

    @Override
    protected long toLong(boolean strict, @Nullable Object value) {
        return super.toLong(strict, number(value));
    }

    @Override
    protected double toDouble(boolean strict, @Nullable Object value) {
        return super.toDouble(strict, number(value));
    }

    @Override
    protected BigInteger toBigInteger(boolean strict, @Nullable Object value) {
        return super.toBigInteger(strict, number(value));
    }

    @Override
    protected BigDecimal toBigDecimal(boolean strict, @Nullable Object value) {
        return super.toBigDecimal(strict, number(value));
    }

    @Override
    public Boolean startsWith(@Nullable Object left, @Nullable Object right) {
        return super.startsWith(bounded(left), bounded(right));
    }

    @Override
    public Boolean endsWith(@Nullable Object left, @Nullable Object right) {
        return super.endsWith(bounded(left), bounded(right));
    }

    @Override
    protected int compare(Object left, Object right, JexlOperator operator) {
        return super.compare(bounded(left), bounded(right), operator);
    }

    @Override
    public Object add(@Nullable Object left, @Nullable Object right) {
        if (length(left) + length(right) > TEXT_LIMIT) {
            throw new ConditionLimit("the text would be longer than " + TEXT_LIMIT + " characters");
        }
        return super.add(bounded(left), bounded(right));
    }

    @Override
    public Object subtract(Object left, Object right) {
        return super.subtract(bounded(left), bounded(right));
    }

    @Override
    public Object multiply(Object left, Object right) {
        return super.multiply(bounded(left), bounded(right));
    }

    @Override
    public Object divide(Object left, Object right) {
        return super.divide(bounded(left), bounded(right));
    }

    @Override
    public Object mod(Object left, Object right) {
        return super.mod(bounded(left), bounded(right));
    }

    @Override
    public Object negate(Object value) {
        return super.negate(bounded(value));
    }

    @Override
    public Object positivize(Object value) {
        return super.positivize(bounded(value));
    }

    /** Membership only: {@code x =~ ['a', 'b']}. Regular expressions can run for ever. */
    @Override
    public @Nullable Boolean contains(@Nullable Object container, @Nullable Object value) {
        return switch (container) {
            case null -> false;
            case Collection<?> collection -> member(collection, value);
            case Map<?, ?> map -> value != null && map.containsKey(value);
            default -> throw new ConditionLimit("=~ asks whether a list holds a value; the right side is no list");
        };
    }

    /** A list in a condition is a list like those of messages. */
    @Override
    public ArrayBuilder arrayBuilder(int size, boolean extended) {
        return new ListBuilder(new ArrayList<>(size));
    }

    @Override
    public Iterable<?> createRange(Object from, Object to) {
        throw new ConditionLimit("ranges are not allowed");
    }

    private boolean member(Collection<?> collection, @Nullable Object value) {
        return collection.stream().anyMatch(element -> strictEquals(element, value));
    }

    private static @Nullable Object number(@Nullable Object value) {
        if (length(value) > NUMBER_LENGTH) {
            throw new ConditionLimit("a text of more than " + NUMBER_LENGTH + " characters is no number");
        }
        return bounded(value);
    }

    private static int length(@Nullable Object value) {
        return value instanceof CharSequence text ? text.length() : 0;
    }

    /** Numbers so large that working with them takes long do not occur in messages, except in hostile ones. */
    private static <T extends @Nullable Object> T bounded(T value) {
        var large =
                switch (value) {
                    case BigInteger integer -> integer.bitLength() > DIGIT_LIMIT * 3;
                    case BigDecimal decimal ->
                        Math.abs((long) decimal.scale()) > DIGIT_LIMIT || decimal.precision() > DIGIT_LIMIT;
                    case CharSequence text -> text.length() > TEXT_LIMIT;
                    case null, default -> false;
                };
        if (large) {
            throw new ConditionLimit("a value is too large to reckon with");
        }
        return value;
    }

    private record ListBuilder(List<Object> elements) implements ArrayBuilder {

        @Override
        public void add(Object element) {
            elements.add(element);
        }

        @Override
        public Object create(boolean extended) {
            return elements;
        }
    }
}
