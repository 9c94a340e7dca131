package dev.serai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpressionTests {

    @Test
    void givesTheValueAsItIs() {
        var items = List.of(Map.of("sku", "A1"), Map.of("sku", "B2"));
        Map<String, Object> scope = Map.of("context", Map.of("items", items));

        assertThat(Expression.of("context.items").evaluate(scope)).isSameAs(items);
        assertThat(Expression.of("items[1].sku").evaluate(scope)).isEqualTo("B2");
        assertThat(Expression.of("['a', 1]").evaluate(scope)).isEqualTo(List.of("a", 1));
        assertThat(Expression.of("context.nothing").evaluate(scope)).isNull();
    }

    @Test
    void findsExplicitRootsBeforeContextFieldsBeforeVariables() {
        Map<String, Object> scope = Map.of(
                "context", Map.of("city", "context", "message", "context"),
                "variables", Map.of("city", "variable", "street", "variable"),
                "message", "own");

        assertThat(Expression.of("message").evaluate(scope)).isEqualTo("own");
        assertThat(Expression.of("city").evaluate(scope)).isEqualTo("context");
        assertThat(Expression.of("street").evaluate(scope)).isEqualTo("variable");
    }

    @Test
    void changesNothing() {
        var scope = new HashMap<String, Object>(Map.of("context", new HashMap<>(Map.of("x", 1))));

        assertThatThrownBy(() -> Expression.of("context.x = 2")).isInstanceOf(ConditionRejected.class);
        assertThatThrownBy(() -> new ConditionScope(scope).set("x", 2))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThat(scope).isEqualTo(Map.of("context", Map.of("x", 1)));
    }

    @Test
    void isKnownByItsText() {
        assertThat(Expression.of("a.b")).isEqualTo(Expression.of("a.b")).hasSameHashCodeAs(Expression.of("a.b"));
        assertThat(Expression.of("a.b")).isNotEqualTo(Expression.of("a.c")).hasToString("a.b");
        assertThat(Expression.of("a.b").variables()).containsExactly("a.b");
    }
}
