package dev.serai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliTests {

    private static final String TRANSLATION = "routes/flows/flow_translation.flow.yaml";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        return Cli.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    }

    @Test
    void makesAMasterKeyEachTimeAnother() {
        var keys = new java.util.TreeSet<String>();
        for (var i = 0; i < 2; i++) {
            var printed = new StringWriter();
            assertThat(Cli.run(new PrintWriter(printed, true), new PrintWriter(printed, true), "vault", "key"))
                    .isZero();
            keys.add(printed.toString().strip());
        }

        assertThat(keys).hasSize(2).allSatisfy(key -> assertThat(
                        java.util.Base64.getDecoder().decode(key))
                .hasSize(32));
    }

    @Test
    void aVaultWithoutAVerbIsWrongUsage() {
        var printed = new StringWriter();

        assertThat(Cli.run(new PrintWriter(printed, true), new PrintWriter(printed, true), "vault"))
                .isEqualTo(2);
        assertThat(printed.toString()).contains("vault rotate");
    }

    @Test
    void aWordIsAskedForAndASettingIsForTheHub() {
        assertThat(Cli.asked("validate", "x")).isTrue();
        assertThat(Cli.asked("--help")).isTrue();
        assertThat(Cli.asked()).isFalse();
        assertThat(Cli.asked("--server.port=1")).isFalse();
    }

    @Test
    void likesTheFlowsThatAreShipped() {
        assertThat(run("validate", "routes/flows")).isZero();

        assertThat(out.toString()).isEqualTo("8 of 8 flows are right\n");
    }

    @Test
    void tellsAllFaultsWithTheirPlaces(@TempDir Path folder) throws IOException {
        var wrong = Files.readString(Path.of(TRANSLATION))
                .replace("nodeType: end", "nodeType: ende")
                .replace("workflow: translation", "workflw: translation");
        var file = Files.writeString(folder.resolve("wrong.flow.yaml"), wrong);

        assertThat(run("validate", folder.toString())).isEqualTo(1);

        assertThat(out.toString())
                .contains(file + ":24:", "[node_translate] There is no setting 'workflw' (did you mean 'workflow'?)")
                .contains("[node_end] There is no node type 'ende' (did you mean 'end'?)")
                .contains("0 of 1 flows are right");
    }

    @Test
    void printsTheRoutesOfAFlow() {
        assertThat(run("compile", TRANSLATION)).isZero();

        assertThat(out.toString()).contains("id: flow-flow_translation-v1.0.0", "ref: node-ai_workflow");
    }

    @Test
    void tellsWhatChangedBetweenFiles(@TempDir Path folder) throws IOException {
        var changed = Files.readString(Path.of(TRANSLATION)).replace("{{text}}", "x {{text}}");
        var file = Files.writeString(folder.resolve("new.flow.yaml"), changed);

        assertThat(run("diff", TRANSLATION, file.toString())).isZero();

        assertThat(out.toString())
                .contains("~ node node_translate config.parameters: {\"input\":\"{{text}}\"} ->")
                .contains("a patch one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"valdate", "validate", "compile nowhere.flow.yaml", "run x --input [1]", "rollback f 1.0.0"})
    void saysWhatIsWrongWithItsUse(String words) {
        assertThat(run(words.split(" "))).isEqualTo(2);

        assertThat(err.toString()).isNotBlank();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysThatNoHubAnswers() {
        assertThat(run("run", "flow_translation", "--url", "http://127.0.0.1:1"))
                .isEqualTo(3);

        assertThat(err.toString())
                .startsWith("No hub answers at http://127.0.0.1:1")
                .contains("--url");
    }

    @Test
    void showsItsVerbs() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString()).contains("validate", "compile", "rollback", "Exit codes");
    }
}
