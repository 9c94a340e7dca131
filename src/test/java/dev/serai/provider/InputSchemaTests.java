package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Wrong parameters are refused before anything is asked. */
@Isolated("hears what everybody says on the console")
class InputSchemaTests {

    private static final String SCHEMA =
            "{type: object, required: [input], properties: {input: {type: string}, n: {type: integer}}}";

    @TempDir
    private Path folder;

    private InputSchema schema(String text) {
        return InputSchema.of("serai.provider.workflows.w.input-schema", text, folder);
    }

    private void write(String text, int second) throws IOException {
        var file = Files.writeString(folder.resolve("w.yaml"), text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(second)));
    }

    @Test
    void letsThroughWhatIsAsItHasToBe() {
        assertThatCode(() -> schema(SCHEMA).check(Map.of("input", "x", "n", 2))).doesNotThrowAnyException();
        assertThatCode(() -> schema("").check(Map.of("any", "thing"))).doesNotThrowAnyException();
    }

    @Test
    void namesTheFieldTheReasonAndTheSetting() {
        assertThatThrownBy(() -> schema(SCHEMA).check(Map.of("n", "secret text")))
                .isInstanceOf(ProviderException.BadRequest.class)
                .hasMessageContaining("parameters.n: string found, integer expected")
                .hasMessageContaining("required property 'input' not found")
                .hasMessageContaining("serai.provider.workflows.w.input-schema")
                .hasMessageNotContaining("secret text");
    }

    @Test
    void refusesBeforeAnythingIsAsked() {
        var provider = new ScriptedWorkflows();
        var heard = new ArrayList<WorkflowEvent>();
        try (var spine = Spine.calls();
                var console = new LogLines(WorkflowJournal.class)) {
            var workflows = new Calls(
                            spine.camel(),
                            Map.of(
                                    "serai.provider.workflows.w.workflow-id", "73",
                                    "serai.provider.workflows.w.input-schema", SCHEMA,
                                    "serai.provider.log.enabled", "false"))
                    .workflows(provider);

            assertThatThrownBy(() -> workflows.stream("w", Map.of(), CallTag.none(), heard::add))
                    .isInstanceOf(ProviderException.BadRequest.class);
            assertThatThrownBy(() -> workflows.start("w", Map.of(), CallTag.none(), null))
                    .isInstanceOf(ProviderException.BadRequest.class);

            assertThat(heard).singleElement().isInstanceOf(WorkflowEvent.Failed.class);
            assertThat(provider.asked).isEmpty();
            assertThat(console.lines()).allMatch(line -> line.startsWith("WARN AI workflow refused: w (Bad request"));
        }
    }

    @Test
    void readsItsFileAnewWhenItHasChanged() throws IOException {
        write(SCHEMA, 1);
        var schema = schema("w.yaml");
        assertThatThrownBy(() -> schema.check(Map.of())).hasMessageContaining("input");

        write("{type: object, required: [text]}", 2);

        assertThatThrownBy(() -> schema.check(Map.of())).hasMessageContaining("text");
    }

    @Test
    void keepsWhatItHasWhenItsFileHasBecomeWrong() throws IOException {
        write(SCHEMA, 1);
        var schema = schema("w.yaml");
        try (var console = new LogLines(InputSchema.class)) {
            write("{type: 5}", 2);

            assertThatThrownBy(() -> schema.check(Map.of())).hasMessageContaining("input");

            assertThat(schema.problem()).isEmpty();
            assertThat(console.lines())
                    .singleElement()
                    .asString()
                    .contains("is no JSON Schema (schema.type:", "w.yaml; the schema before it stays in force");
        }
    }

    @Test
    void saysWhatIsWrongWithItUntilItIsMended() throws IOException {
        var schema = schema("w.yaml");
        assertThat(schema.problem()).hasValueSatisfying(problem -> assertThat(problem)
                .startsWith("serai.provider.workflows.w.input-schema: it cannot be read")
                .contains("w.yaml"));
        assertThat(schema("[1]").problem()).isPresent();
        assertThat(schema("{\"type\": ").problem()).isPresent();

        write(SCHEMA, 1);

        assertThat(schema.problem()).isEmpty();
    }

    @Test
    void keepsAWorkflowWithoutASchemaFromBeingRunAndTellsWhenThatIsOver() throws IOException {
        var settings = Settings.of(Map.of(
                "serai.provider.workflows.w.workflow-id", "73",
                "serai.provider.workflows.w.input-schema", "w.yaml",
                "serai.provider.schemas", folder.toString()));
        var provider = new ScriptedWorkflows();
        try (var console = new LogLines(KnownWorkflows.class)) {
            var known = new KnownWorkflows(settings, List.of(provider));
            assertThat(known.problems(known.named("w"))).hasSize(1);

            write(SCHEMA, 1);

            assertThat(known.problems(known.named("w"))).isEmpty();
            assertThat(console.lines()).hasSize(2).first().asString().startsWith("WARN AI workflow w cannot be run:");
            assertThat(console.lines()).last().isEqualTo("INFO AI workflow w can be run again");
        }
    }
}
