package dev.serai.flow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A yes-or-no question in JEXL, compiled once, sandboxed; Jackson reads it from a string. */
public final class Condition {

    private final Expression expression;

    private Condition(Expression expression) {
        this.expression = expression;
    }

    /**
     * Compiles the text.
     *
     * @throws ConditionRejected when it does not parse or uses what is not allowed
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Condition of(String text) {
        return new Condition(Expression.of(text));
    }

    /**
     * Whether it holds; null, 0 and an empty text count as no.
     *
     * @throws ConditionFailed when it cannot be worked out with these values, or not in time
     */
    public boolean test(Map<String, Object> scope) {
        var answer = expression.evaluate(scope);
        return answer instanceof Boolean yes ? yes : ConditionEngine.INSTANCE.holds(answer);
    }

    /** Whether it holds whatever comes. */
    boolean always() {
        return expression.text().strip().equals("true");
    }

    /** Paths of the values it reads, such as {@code context.senderRole}. */
    public Set<String> variables() {
        return expression.variables();
    }

    /** As the author wrote it. */
    @JsonValue
    public String text() {
        return expression.text();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Condition condition && expression.equals(condition.expression);
    }

    @Override
    public int hashCode() {
        return expression.hashCode();
    }

    @Override
    public String toString() {
        return expression.text();
    }
}
