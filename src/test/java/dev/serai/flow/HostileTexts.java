package dev.serai.flow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Texts of somebody who wants to break out of conditions and templates, and what they may look at. */
public final class HostileTexts {

    /** A system property that a text sets if it gets out. */
    public static final String FLAG = "serai.condition.escaped";

    /** What they may look at. */
    public static final Map<String, Object> SCOPE = scope();

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

    private HostileTexts() {}

    /** Whether an answer is plain data, or the one object that was given. */
    public static boolean plain(Object answer) {
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

    /** Any pieces in a row. */
    public static String random(Random random) {
        var text = new StringBuilder();
        for (var i = random.nextInt(12) + 1; i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size()))).append(random.nextInt(3) == 0 ? " " : "");
        }
        return text.toString();
    }

    /** Mostly well-formed, so that it gets past the parser. */
    public static String shaped(Random random) {
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

    /** Pieces with braces between and around them. */
    public static String template(Random random) {
        var braces = List.of("{{", "}}", "{", "}", "{{{", "}}}", "{{x}}", "{{ map.a.b }}", "{{x.class}}", "${x}", "");
        var text = new StringBuilder();
        for (var i = random.nextInt(12) + 1; i > 0; i--) {
            text.append(braces.get(random.nextInt(braces.size()))).append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
