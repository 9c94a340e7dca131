package dev.serai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTests {

    private static final Map<String, Object> SCOPE = Map.of(
            "context",
            Map.of(
                    "senderRole",
                    "user",
                    "isGroup",
                    true,
                    "intentConfidence",
                    0.85,
                    "userName",
                    "  张三 Zhang ",
                    "history",
                    List.of(Map.of("role", "user", "content", "你好"), Map.of("role", "assistant")),
                    "userProfile",
                    Map.of("complaintCount", 3, "satisfactionScore", new BigDecimal("4.50")),
                    "emotion",
                    ""),
            "nodes",
            Map.of("intent", Map.of("intent", "complaint", "needReply", false, "tags", List.of("投诉", "退款"), "n", 7L)),
            "variables",
            Map.of("city", "上海", "big", BigInteger.TEN.pow(30), "answer", "42"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "context.senderRole === 'user'",
                "context.senderRole == \"user\"",
                "context.senderRole !== 'robot'",
                "context.senderRole === 'robot' || context.senderRole === 'user'",
                "context.isGroup && !nodes.intent.needReply",
                "not (context.senderRole == 'robot') and context.isGroup",
                "context.intentConfidence >= 0.8",
                "context.userProfile.complaintCount === 3",
                "context.userProfile.complaintCount === 3.0",
                "context.userProfile.satisfactionScore == 4.5",
                "nodes.intent.n * 2 + 1 == 15",
                "nodes.intent.n % 4 == 3",
                "nodes.intent.n - 10 < 0",
                "nodes.intent.n / 2 == 3",
                "nodes.intent.n / 2.0 == 3.5",
                "context.nothing + 1 == 1",
                "context.isGroup == 'true'",
                "context.nothing !== 'user'",
                "!context.nothing",
                "'10' > 9",
                "'b' > 'a'",
                "-nodes.intent.n == -7",
                "variables.answer == 42",
                "variables.answer > 41",
                "variables.big > 1000",
                "city === '上海'",
                "senderRole =~ ['user', 'operation']",
                "senderRole !~ ['robot']",
                "'投诉' =~ nodes.intent.tags",
                "nodes.intent.tags.contains('退款')",
                "nodes.intent.tags[0] === '投诉'",
                "nodes.intent.tags.get(1) === '退款'",
                "nodes.intent.tags.indexOf('退款') == 1",
                "nodes['intent'].intent === 'complaint'",
                "nodes.intent.containsKey('intent')",
                "nodes.intent.get('intent').equals('complaint')",
                "size(context.history) == 2",
                "context.history.size() == 2",
                "context.history.length == 2",
                "context.history[0].content === '你好'",
                "empty(context.emotion)",
                "context.emotion.isEmpty()",
                "context.userName.trim().startsWith('张')",
                "context.userName.trim().endsWith('Zhang')",
                "context.userName.toLowerCase().contains('zhang')",
                "context.userName.toUpperCase().indexOf('ZHANG') > 0",
                "context.senderRole.equalsIgnoreCase('USER')",
                "context.senderRole.length() == 4 && context.senderRole.length == 4",
                "context.senderRole =^ 'us'",
                "context.senderRole =$ 'er'",
                "context.senderRole + '!' == 'user!'",
                "(context.isGroup ? 'group' : 'single') === 'group'",
                "(context.nothing ?: 'x') === 'x'",
                "(context.nothing ?? 'x') === 'x'",
                "context.nothing == null",
                "context.nothing === null",
                "context?.nothing?.deeper == null",
                "nodes.intent.intent",
                "nodes.intent.n",
                "context.history"
            })
    void holds(String text) {
        assertThat(Condition.of(text).test(SCOPE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "false",
                "context.senderRole !== 'user'",
                "context.isGroup === 'true'",
                "variables.answer === 42",
                "context.nothing == ''",
                "context.nothing == 0",
                "context.nothing == false",
                "context.nothing",
                "context.nothing.deeper === 'x'",
                "context.nothing.deeper.length() > 0",
                "context.nothing > 1",
                "context.nothing < 1",
                "context.nothing >= 1",
                "context.nothing === 0",
                "nothing.at.all == 'x'",
                "context.nothing.contains('x')",
                "context.nothing =~ ['x']",
                "context.history[99].role === 'user'",
                "context.history[-1].role === 'user'",
                "nodes.intent.tags.contains(null)",
                "context.emotion",
                "context.nothing && true",
                "context.class",
                "context.senderRole.class",
                "nodes.intent.n / 0 > 1",
                "0",
                "null",
                "''"
            })
    void doesNotHold(String text) {
        assertThat(Condition.of(text).test(SCOPE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            context.senderRole = 'user'         | 1
            x += 1                              | 1
            x++                                 | 1
            var x = 1                           | 1
            new('java.lang.String', 'x')        | 1
            new java.lang.String('x')           | 1
            for (x : y) {}                      | 1
            while (true) {}                     | 1
            if (true) { 1 }                     | 1
            true; false                         | 5
            x -> x                              | 1
            function(x) { x }                   | 10
            x #pragma y 1                       | 3
            @silent x                           | 1
            `template`                          | 1
            true // comment                     | 6
            a =~ ~/x+/                          | 6
            context.senderRole =~ 'user'        | 23
            context.senderRole.getClass()       | 20
            context.senderRole.matches('(a+)+') | 20
            context.userName.replaceAll('a','b') | 18
            System.exit(0)                      | 8
            foo('x')                            | 4
            ns:foo('x')                         | 7
            1 .. 9                              | 6
            (1 + 2                              | 6
            context.senderRole === 'user        | 24
            1 && && 2                           | 3
            12345678901234567890123             | 1
            {'a': 1}                            | 1
            return true                         | 1
            context.x & 1                       | 13
            """)
    void refuses(String text, int column) {
        var refusal = catchThrowableOfType(ConditionRejected.class, () -> Condition.of(text));

        assertThat(refusal.line()).isEqualTo(1);
        assertThat(refusal.column()).isEqualTo(column);
    }

    @Test
    void refusesWhatIsEmptyTooLongOrTooDeep() {
        assertThatThrownBy(() -> Condition.of("  ")).isInstanceOf(ConditionRejected.class);
        assertThatThrownBy(() -> Condition.of("1+".repeat(2_000) + "1")).hasMessageContaining("4001 characters");
        assertThatThrownBy(() -> Condition.of("(".repeat(50) + "1" + ")".repeat(50)))
                .hasMessageContaining("deep");
        assertThatThrownBy(() -> Condition.of("!".repeat(50) + "true")).hasMessageContaining("deep");
        assertThatThrownBy(() -> Condition.of("1+".repeat(1_500) + "1")).hasMessageContaining("parts");
    }

    @Test
    void tellsLineAndColumnOfAConditionOfSeveralLines() {
        var refusal = catchThrowableOfType(
                ConditionRejected.class, () -> Condition.of("context.isGroup &&\n  context.userName.matches('x')"));

        assertThat(refusal.line()).isEqualTo(2);
        assertThat(refusal.column()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "context.isGroup.length() > 1",
                "nodes.intent.n.contains(7)",
                "context.userName * 2 > 1",
                "context.history + 1 > 1",
                "variables.huge * variables.huge > 1",
                "variables.text + variables.text == 'x'",
                "context.senderRole.trim('x') == 'x'",
                "context.senderRole =~ variables.word",
                "context.senderRole !~ variables.word"
            })
    void failsWithoutRepeatingAValue(String text) {
        var scope = new HashMap<>(SCOPE);
        scope.put(
                "variables",
                Map.of(
                        "word",
                        "user",
                        "huge",
                        BigInteger.TWO.pow(5_000),
                        "text",
                        "secret".repeat(ConditionArithmetic.TEXT_LIMIT)));

        assertThatThrownBy(() -> Condition.of(text).test(scope))
                .isInstanceOf(ConditionFailed.class)
                .hasMessageContaining("'" + text + "' could not be evaluated: ")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("张三");
    }

    @Test
    void namesTheValuesItReads() {
        assertThat(Condition.of("context.senderRole === 'user' && nodes['a'].b.length() > size(city) && x[0].y == 1")
                        .variables())
                .containsExactlyInAnyOrder("context.senderRole", "nodes.a.b", "city", "x.0.y");
    }

    @Test
    void isKnownByItsText() {
        var condition = Condition.of("context.isGroup");

        assertThat(condition)
                .isEqualTo(Condition.of("context.isGroup"))
                .hasSameHashCodeAs(Condition.of("context.isGroup"));
        assertThat(condition).isNotEqualTo(Condition.of("!context.isGroup")).hasToString("context.isGroup");
        assertThat(condition.text()).isEqualTo("context.isGroup");
        assertThat(Condition.of(" true ").always()).isTrue();
    }
}
