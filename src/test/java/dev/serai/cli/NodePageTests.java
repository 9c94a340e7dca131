package dev.serai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.engine.NodeKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/nodes.md} is made of the node types. {@code mvn test -Dtest=NodePageTests -Dnodes=apply} writes it. */
class NodePageTests {

    private static final Path PAGE = Path.of("docs/nodes.md");
    private static final Path TESTS = Path.of("src/test/java/dev/serai/node");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| \\[`([a-z_]+)`]\\(.*\\| `(\\w+)` \\|$");

    static List<NodeKind<?>> kinds() {
        return OfflineNodes.kinds(List.of()).stream()
                .sorted(Comparator.comparing(kind -> kind.type().name()))
                .toList();
    }

    @Test
    void thePageIsWhatTheCodeSays() throws IOException {
        var page = NodePage.of(kinds(), NodePageTests::testOf);
        if ("apply".equals(System.getProperty("nodes"))) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("run mvn test -Dtest=NodePageTests -Dnodes=apply")
                .isEqualTo(page);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyTypeIsTested(NodeKind<?> kind) {
        assertThat(testOf(kind))
                .as("a test class in %s that names %s", TESTS, kind.getClass())
                .isNotEmpty();
    }

    @Test
    void thePageNamesEveryTypeThatIsPromisedAndTestsThatAreThere() throws IOException {
        var rows = ROW.matcher(Files.readString(PAGE)).results().toList();

        assertThat(rows.stream().map(row -> row.group(1))).containsExactlyElementsOf(GoldenFlows.types());
        assertThat(rows).allSatisfy(row -> assertThat(TESTS.resolve(row.group(2) + ".java"))
                .as("the test of %s", row.group(1))
                .exists());
    }

    /** The first test class that names this kind, or else its type. */
    private static String testOf(NodeKind<?> kind) {
        var made = kind.getClass().getSimpleName();
        return testNaming(made).or(() -> testNaming(kind.type().name())).orElse("");
    }

    private static Optional<String> testNaming(String word) {
        var named = Pattern.compile("\\b" + word + "\\b").asPredicate();
        try (var files = Files.list(TESTS)) {
            return files.filter(file -> file.toString().endsWith("Tests.java"))
                    .sorted()
                    .filter(file -> named.test(read(file)))
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
