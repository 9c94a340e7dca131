package dev.serai.flow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.JexlInfo;
import org.apache.commons.jexl3.JexlScript;
import org.jspecify.annotations.Nullable;

/** A value worked out in JEXL, compiled once, sandboxed; Jackson reads it from a string. */
public final class Expression {

    private static final JexlInfo INFO = new JexlInfo("condition", 1, 1);

    private final String text;
    private final JexlScript script;
    private final Set<String> variables;

    private Expression(String text, JexlScript script) {
        this.text = text;
        this.script = script;
        var names = new LinkedHashSet<String>();
        script.getVariables().forEach(path -> names.add(String.join(".", path)));
        this.variables = Set.copyOf(names);
    }

    /**
     * Compiles the text.
     *
     * @throws ConditionRejected when it does not parse or uses what is not allowed
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Expression of(String text) {
        ConditionText.check(text);
        try {
            return new Expression(text, (JexlScript) ConditionEngine.INSTANCE.createExpression(INFO, text));
        } catch (ConditionRejected e) {
            throw new ConditionRejected(e.line(), column(text, e.line(), e.column()), String.valueOf(e.getMessage()));
        } catch (JexlException e) {
            throw rejected(text, e);
        } catch (StackOverflowError e) {
            throw new ConditionRejected(1, 1, "The condition is nested too deep; split it");
        }
    }

    private static ConditionRejected rejected(String text, JexlException e) {
        var info = e.getInfo();
        var line = info == null ? 1 : Math.max(1, info.getLine());
        var column = info == null ? 1 : Math.max(1, info.getColumn());
        var reason = String.valueOf(e.getMessage()).replaceFirst("^\\S*@\\d+:\\d+ ", "");
        return new ConditionRejected(line, column(text, line, column), "The condition does not parse: " + reason);
    }

    /** JEXL does not count the white space a text begins with. */
    private static int column(String text, int line, int column) {
        return line == 1 ? column + text.length() - text.stripLeading().length() : column;
    }

    /**
     * The value for this scope.
     *
     * @throws ConditionFailed when it cannot be worked out with these values, or not in time
     */
    public @Nullable Object evaluate(Map<String, Object> scope) {
        try {
            return script.execute(new ConditionScope(scope));
        } catch (JexlException.Cancel e) {
            throw new ConditionFailed(text, "it took longer than " + ConditionEngine.TIME_LIMIT.toMillis() + " ms");
        } catch (JexlException e) {
            throw new ConditionFailed(text, reason(e));
        } catch (ConditionLimit e) {
            throw new ConditionFailed(text, String.valueOf(e.getMessage()));
        } catch (StackOverflowError e) {
            throw new ConditionFailed(text, "it is nested too deep");
        }
    }

    /** Values may come from messages, so what JEXL says about them is not repeated. */
    private static String reason(JexlException e) {
        if (e.getCause() instanceof ConditionLimit limit) {
            return String.valueOf(limit.getMessage());
        }
        var info = e.getInfo();
        return "a value does not fit what is done with it" + (info == null ? "" : " in column " + info.getColumn());
    }

    /** Paths of the values it reads, such as {@code context.senderRole}. */
    public Set<String> variables() {
        return variables;
    }

    /** As the author wrote it. */
    @JsonValue
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Expression expression && text.equals(expression.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
