package dev.serai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Hostile texts, always the same ones: each is refused, fails or answers with plain data, and soon. */
class ConditionFuzzTests {

    /** Of the processor, and far above the limit of 100 ms, so that a busy machine fails nothing. */
    private static final Duration WATCH = Duration.ofSeconds(1);

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private static final String FLAG = "serai.condition.escaped";

    private static final List<String> PIECES = List.of(
            "context",
            "nodes",
            "x",
            "list",
            "map",
            "text",
            "long",
            "big",
            "tiny",
            "self",
            "obj",
            "nothing",
            "size",
            "empty",
            "new",
            "class",
            "getClass",
            "forName",
            "System",
            "java",
            "lang",
            "Runtime",
            "getRuntime",
            "exec",
            "setProperty",
            "'" + FLAG + "'",
            "'java.lang.System'",
            "''.class",
            "''.getClass()",
            "length",
            "contains",
            "get",
            "indexOf",
            "matches",
            "replaceAll",
            "toLowerCase",
            "trim",
            "equals",
            "true",
            "false",
            "null",
            "0",
            "1",
            "-1",
            "1e308",
            "2147483648",
            "9223372036854775807",
            "0x7f",
            "'a'",
            "\"b\"",
            "'1e999999999'",
            "'中文'",
            "'\\u0041'",
            ".",
            "?.",
            "..",
            "...",
            ",",
            ":",
            "::",
            "?",
            "??",
            "?:",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "+",
            "-",
            "*",
            "/",
            "%",
            "**",
            "++",
            "--",
            "=",
            "+=",
            "==",
            "===",
            "!=",
            "!==",
            "<",
            "<=",
            ">",
            ">=",
            "<<",
            ">>>",
            "&",
            "|",
            "^",
            "~",
            "!",
            "&&",
            "||",
            "=~",
            "!~",
            "=^",
            "=$",
            "!^",
            "!$",
            "->",
            "=>",
            ";",
            "#",
            "#pragma",
            "@",
            "`",
            "`${x}`",
            "$",
            "${",
            "\n",
            "\t",
            " ",
            "/*",
            "//",
            "~/a+/",
            "var",
            "let",
            "const",
            "for",
            "while",
            "do",
            "if",
            "else",
            "return",
            "break",
            "continue",
            "function",
            "import",
            "try",
            "catch",
            "throw",
            "switch",
            "case",
            "instanceof",
            "in",
            "not",
            "and",
            "or",
            "eq",
            "div",
            "mod",
            "\u0000",
            "\uFFFF",
            "\uD83D",
            "😊",
            "e\u0301");

    private static final Map<String, Object> SCOPE = scope();

    /** The first evaluation loads classes, which is nobody's attack. */
    @BeforeAll
    static void warmUp() {
        Expression.of("x == 1 ? 'a' : text.trim()").evaluate(SCOPE);
    }

    @Test
    void nothingGetsOutAndNothingHangs() {
        var random = new Random(20_260_101);
        var evaluated = 0;

        for (var i = 0; i < 40_000; i++) {
            evaluated += tried(i % 3 == 0 ? shaped(random) : random(random)) ? 1 : 0;
        }

        assertThat(evaluated).isGreaterThan(1_000);
        assertThat(System.getProperty(FLAG)).isNull();
    }

    @Test
    void whatIsLargeOrDeepEndsSoonToo() {
        List.of(
                        "(".repeat(2_000) + ")".repeat(2_000),
                        "[".repeat(3_999),
                        "a.".repeat(1_999) + "a",
                        "a?.".repeat(1_300) + "a",
                        "a[0]".repeat(999),
                        "!".repeat(4_000),
                        "- ".repeat(2_000) + "1",
                        "1" + "+1".repeat(1_999),
                        "x" + " ? x : x".repeat(499),
                        "x" + " ?: x".repeat(799),
                        "x" + " && x".repeat(799),
                        "x" + "==x".repeat(1_300),
                        "'" + "a".repeat(3_990) + "'",
                        "'a'.trim()" + ".trim()".repeat(500),
                        "long.contains(long)",
                        "long.contains(almost)",
                        "long.indexOf(almost) > 0",
                        "long + long == long",
                        "long < long",
                        "big * big * big > 1",
                        "big - 1 == big",
                        "big % 7 == 1",
                        "tiny / 3 > tiny",
                        "tiny + '1e999999999' > 1",
                        "big + '1e999999999' > 1",
                        "'1e999999999' % tiny > 1",
                        "'1e999999999' == tiny",
                        "many == many && many.contains(many) && many =~ many",
                        "obj.toString() == 'x'",
                        "obj == obj.exit",
                        "self.x.y.z.text")
                .forEach(text -> assertThatCode(() -> tried(text)).doesNotThrowAnyException());
    }

    /** Whether it could be evaluated; anything but an answer or one of the two refusals fails the test. */
    private static boolean tried(String text) {
        var start = CLOCK.getCurrentThreadCpuTime();
        try {
            assertThat(plain(Expression.of(text).evaluate(SCOPE))).as(text).isTrue();
            return true;
        } catch (ConditionRejected | ConditionFailed e) {
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("'" + text + "' let something else out", e);
        } finally {
            assertThat(Duration.ofNanos(CLOCK.getCurrentThreadCpuTime() - start))
                    .as(text)
                    .isLessThan(WATCH);
        }
    }

    private static boolean plain(Object answer) {
        return switch (answer) {
            case null -> true;
            case String text -> true;
            case Boolean bool -> true;
            case Number number -> true;
            case Map<?, ?> map -> true;
            case Collection<?> collection -> true;
            default -> answer == SCOPE.get("obj");
        };
    }

    private static String random(Random random) {
        var text = new StringBuilder();
        for (var i = random.nextInt(12) + 1; i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size()))).append(random.nextInt(3) == 0 ? " " : "");
        }
        return text.toString();
    }

    /** Mostly well-formed, so that it gets past the parser. */
    private static String shaped(Random random) {
        var operators = List.of("+", "-", "*", "/", "%", "==", "===", "!=", "<", ">", "&&", "||", "=~", "=^", "?:");
        var text = new StringBuilder(operand(random));
        for (var i = random.nextInt(6); i > 0; i--) {
            text.append(' ')
                    .append(operators.get(random.nextInt(operators.size())))
                    .append(' ')
                    .append(operand(random));
        }
        return text.toString();
    }

    private static String operand(Random random) {
        var roots =
                List.of("x", "list", "map", "text", "big", "tiny", "self", "obj", "nothing", "'a'", "1", "[1, 'a']");
        var steps = List.of(
                ".a",
                "?.b",
                "[0]",
                "['a']",
                ".length()",
                ".size()",
                ".trim()",
                ".get(0)",
                ".contains('a')",
                ".getClass()",
                ".class",
                ".toLowerCase()",
                ".indexOf(1)",
                ".isEmpty()",
                ".equals(x)",
                ".wait()");
        var text = new StringBuilder(roots.get(random.nextInt(roots.size())));
        for (var i = random.nextInt(3); i > 0; i--) {
            text.append(steps.get(random.nextInt(steps.size())));
        }
        return random.nextInt(8) == 0 ? "!" + text : text.toString();
    }

    private static Map<String, Object> scope() {
        var scope = new HashMap<String, Object>();
        scope.put("x", 1);
        scope.put("list", List.of("a", 1, List.of("b")));
        scope.put("map", Map.of("a", Map.of("b", "c"), "class", "plain"));
        scope.put("text", "Hello 世界");
        scope.put("long", "a".repeat(100_000));
        scope.put("almost", "a".repeat(50_000) + "b");
        scope.put("many", Collections.nCopies(10_000, List.of("a", Map.of("b", 1))));
        scope.put("big", BigInteger.TEN.pow(5_000));
        scope.put("tiny", new BigDecimal("1e-300"));
        scope.put("obj", new Object());
        scope.put("self", Map.of("x", Map.of("y", Map.of("z", Map.of("text", "deep")))));
        scope.put("context", Map.of("userName", "张三"));
        return scope;
    }
}
