package dev.serai.engine;

import dev.serai.flow.Condition;
import dev.serai.flow.ConditionFailed;
import dev.serai.flow.Expression;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.LanguageSupport;
import org.jspecify.annotations.Nullable;

/**
 * Conditions of flows as a Camel language named {@code jexl}, for compiled routes and for those an engineer writes.
 * Inside a run it sees the run's context; elsewhere {@code body}, {@code headers} and {@code variables}.
 */
final class JexlLanguage extends LanguageSupport {

    static final String NAME = "jexl";

    @Override
    public Predicate createPredicate(String text) {
        var condition = Condition.of(text);
        return new Predicate() {
            @Override
            public boolean matches(Exchange exchange) {
                try {
                    return condition.test(scope(exchange));
                } catch (ConditionFailed e) {
                    return false; // a condition that fails does not hold; its node tells why
                }
            }

            @Override
            public String toString() {
                return text;
            }
        };
    }

    @Override
    public org.apache.camel.Expression createExpression(String text) {
        var expression = Expression.of(text);
        return new ExpressionAdapter() {
            @Override
            public @Nullable Object evaluate(Exchange exchange) {
                return expression.evaluate(scope(exchange));
            }

            @Override
            public String toString() {
                return text;
            }
        };
    }

    private static Map<String, Object> scope(Exchange exchange) {
        var run = exchange.getVariable(Run.VARIABLE, Run.class);
        if (run != null) {
            return Frame.of(exchange, run).context().scope();
        }
        var context = new HashMap<String, Object>();
        context.put("body", exchange.getMessage().getBody());
        context.put("headers", exchange.getMessage().getHeaders());
        return Map.of("context", context, "nodes", Map.of(), "variables", exchange.getVariables());
    }
}
