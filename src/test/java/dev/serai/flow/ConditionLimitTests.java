package dev.serai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that would keep the processor busy for long if a condition took them for ordinary numbers. */
class ConditionLimitTests {

    private static final Map<String, Object> SCOPE = Map.of(
            "variables",
            Map.of(
                    "digits",
                    "9".repeat(90_000),
                    "fraction",
                    "0." + "9".repeat(90_000),
                    "message",
                    "你好".repeat(80),
                    "price",
                    new BigDecimal("1.5"),
                    "large",
                    BigInteger.TWO.pow(70),
                    "count",
                    3,
                    "steep",
                    new BigDecimal("1e99999999"),
                    "endless",
                    BigInteger.TWO.pow(3_000_000)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "digits == count",
                "count == digits",
                "fraction == price",
                "large == digits",
                "message == count",
                "digits === count",
                "[digits] =~ [count]",
                "count =~ [digits]",
                "digits =^ endless",
                "digits =$ endless",
                "fraction / price > 0",
                "count % digits > 0"
            })
    void aLongTextIsNoNumberSoWhatAsksForOneIsFalse(String text) {
        var condition = Condition.of(text);

        var holds = condition.test(SCOPE);

        assertThat(holds).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "digits < count",
                "price >= fraction",
                "digits - 1",
                "digits * large",
                "-digits",
                "steep + 1",
                "steep < price",
                "endless * 2",
                "endless ? 1 : 2",
                "steep ? 1 : 2"
            })
    void reckoningWithValuesThatAreTooLargeFails(String text) {
        var expression = Expression.of(text);

        assertThatThrownBy(() -> expression.evaluate(SCOPE))
                .isInstanceOf(ConditionFailed.class)
                .hasMessageNotContainingAny("999", "你好");
    }

    @Test
    void aLongTextIsStillATextToAdd() {
        var expression = Expression.of("message + count");

        var sum = expression.evaluate(SCOPE);

        assertThat(sum).isEqualTo("你好".repeat(80) + "3");
    }

    @Test
    void aLongTextEqualsItself() {
        var condition = Condition.of("digits == digits && digits === other");

        var holds =
                condition.test(Map.of("variables", Map.of("digits", "9".repeat(90_000), "other", "9".repeat(90_000))));

        assertThat(holds).isTrue();
    }

    @Test
    void aNumberFindsItsEqualInAList() {
        var condition = Condition.of("count =~ list");

        var holds = condition.test(Map.of("count", 3, "list", List.of("x", 3.0)));

        assertThat(holds).isTrue();
    }
}
