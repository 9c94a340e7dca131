package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every protocol does everything, along the hub's call path and over real HTTP. The table in {@code docs/providers.md}
 * is made of this: {@code mvn test -Dtest=ProtocolMatrixTests -Dmatrix=apply} writes it.
 */
@Timeout(60)
class ProtocolMatrixTests {

    private static final Path PAGE = Path.of("docs/providers.md");
    private static final String BEGIN = "<!-- matrix: made by ProtocolMatrixTests -->\n";
    private static final String END = "<!-- end of matrix -->\n";
    private static final String KEY = SandboxOptions.DEMO_KEY;

    /** Another protocol is another line. */
    private static final List<MatrixLine> LINES = List.of(
            new MatrixLine("openai", "openai", "/v1", KEY).without(MatrixCase.THOUGHT, "not shown"),
            new MatrixLine("ark", "openai", "/ark/api/v3", KEY),
            new MatrixLine("qwen", "openai", "/qwen/compatible-mode/v1", KEY),
            new MatrixLine("deepseek", "openai", "/deepseek/v1", KEY),
            new MatrixLine("ollama", "openai", "/ollama/v1", "").without(MatrixCase.WRONG_KEY, "no key"),
            new MatrixLine("claude", "anthropic", "", KEY),
            new MatrixLine("gemini", "gemini", "", KEY),
            new MatrixLine("coze", "coze", "", SandboxOptions.DEMO_TOKEN)
                    .without(MatrixCase.TOOLS, "its own only")
                    .without(MatrixCase.IMAGES, "by address only")
                    .without(MatrixCase.CACHED, "not told"));

    private static MatrixCall.World world;

    @BeforeAll
    static void start() {
        world = new MatrixCall.World();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    static Stream<Arguments> cells() {
        return LINES.stream().flatMap(line -> Arrays.stream(MatrixCase.values())
                .filter(cell -> !line.exceptions().containsKey(cell))
                .map(cell -> Arguments.of(line.protocol(), cell, line)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cells")
    void everyProtocolDoesEverything(String protocol, MatrixCase cell, MatrixLine line) {
        cell.play(new MatrixCall(world, line, cell));
    }

    @Test
    void everyProtocolOfTheHubHasALine() {
        assertThat(world.connectors)
                .extracting(ChatProvider::protocol)
                .containsExactlyInAnyOrderElementsOf(
                        LINES.stream().map(MatrixLine::protocol).toList());
    }

    @Test
    void thePageSaysTheSame() throws IOException {
        var page = Files.readString(PAGE);
        assertThat(page).contains(BEGIN, END);
        var from = page.indexOf(BEGIN) + BEGIN.length();
        var fresh = page.substring(0, from) + table() + page.substring(page.indexOf(END));
        if ("apply".equals(System.getProperty("matrix"))) {
            Files.writeString(PAGE, fresh);
        }

        assertThat(Files.readString(PAGE))
                .as("run mvn test -Dtest=ProtocolMatrixTests -Dmatrix=apply")
                .isEqualTo(fresh);
    }

    private static String table() {
        var protocols = LINES.stream().map(MatrixLine::protocol).collect(Collectors.joining(" | "));
        var head =
                "| what happens | what the caller finds | " + protocols + " |\n|---|---|" + "---|".repeat(LINES.size());
        return Arrays.stream(MatrixCase.values())
                .map(cell -> "| " + cell.title + " | " + cell.outcome + " | "
                        + LINES.stream().map(line -> line.cell(cell)).collect(Collectors.joining(" | ")) + " |")
                .collect(Collectors.joining("\n", head + "\n", "\n"));
    }
}
