package dev.serai.cli;

import dev.serai.engine.NodeKind;
import dev.serai.flow.NodeType;
import dev.serai.flow.Setting;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the page of all node types. */
final class NodePage {

    private static final int LONGEST = 60;

    private static final String HEAD = """
            # Node types

            Made of the code by `mvn test -Dtest=NodePageTests -Dnodes=apply`; do not edit. What holds for all nodes
            (`retry`, `timeout`, `onError`, `default`) is in [flows.md](flows.md), how conditions and `{{texts}}` are
            written in [conditions.md](conditions.md). Effect: `none` does nothing outside the hub's own database,
            `idempotent` costs and does no harm when it happens again, `once` must not happen again.

            | nodeType | also | role | effect | settings | output | tests |
            |---|---|---|---|---|---|---|
            """;

    private NodePage() {}

    static String of(List<NodeKind<?>> kinds, Function<NodeKind<?>, String> testOf) {
        var page = new StringBuilder(HEAD);
        kinds.forEach(kind -> page.append(row(kind, testOf.apply(kind))));
        kinds.forEach(kind -> page.append(section(kind.type())));
        return page.toString();
    }

    private static String row(NodeKind<?> kind, String test) {
        var type = kind.type();
        return "| [`%s`](#%s) | %s | %s | %s | %s | %s | `%s` |\n"
                .formatted(
                        type.name(),
                        type.name(),
                        code(new TreeSet<>(type.aliases())),
                        word(type.role()),
                        word(kind.effect()),
                        type.schema().settings().stream().map(NodePage::brief).collect(Collectors.joining(", ")),
                        String.join(", ", new TreeSet<>(type.outputs())),
                        test);
    }

    private static String brief(Setting setting) {
        return setting.name() + initial(setting, " `", "`");
    }

    private static String section(NodeType type) {
        var section = new StringBuilder("\n## " + type.name() + "\n\n" + sentence(type.description()) + "\n\n");
        if (!type.aliases().isEmpty()) {
            section.append("May also be written ")
                    .append(code(new TreeSet<>(type.aliases())))
                    .append(".\n\n");
        }
        section.append("| setting | takes | left out | meaning |\n|---|---|---|---|\n");
        type.schema()
                .settings()
                .forEach(setting -> section.append("| `%s` | %s | %s | %s |\n"
                        .formatted(
                                setting.name(),
                                setting.type(),
                                setting.required() ? "refused" : initial(setting, "`", "`"),
                                setting.description().replace("|", "\\|"))));
        section.append("\nLeaves behind: ")
                .append(code(new TreeSet<>(type.outputs())))
                .append(".\n");
        return section.toString();
    }

    private static String sentence(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String initial(Setting setting, String before, String after) {
        var value = setting.initial();
        if (value == null || (value.isContainerNode() && value.isEmpty())) {
            return "";
        }
        var text = (value.isTextual() ? value.asText() : value.toString()).replace("\n", " ");
        return before + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + after;
    }

    private static String code(TreeSet<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }
}
