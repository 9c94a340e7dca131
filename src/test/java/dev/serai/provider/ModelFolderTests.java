package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.serai.flow.Fault;
import dev.serai.flow.FlowRejected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Models in files: what is read, what is wrong, and what becomes of a change. */
class ModelFolderTests {

    private static final String FULL = """
            id: 69010
            name: GPT-4o
            icon_uri: default_icon/openai_v2.png
            icon_url: ""
            description: {zh: 多模态, en: sees and hears}
            default_parameters:
              - name: temperature
                label: {zh: 生成随机性, en: Temperature}
                desc: {zh: "…", en: "…"}
                type: float
                min: "0"
                max: "1"
                default_val: {balance: "0.8", creative: "1", default_val: "0.9", precise: "0.3"}
                precision: 1
                options: []
                style: {widget: slider, label: {zh: "…", en: "…"}}
              - name: max_tokens
                type: int
                default_val: {default_val: "4096"}
            meta:
              protocol: openai
              capability: {function_call: true, input_modal: [text, image], input_tokens: 128000, reasoning: false}
              provider: azure-east
              priority: 5
              weight: 3
              max_concurrent: 20
              rate_limit: 600
              conn_config:
                base_url: "https://${HOST:example.com}/v1"
                api_key: "${GPT_KEY}"
                timeout: 30s
                model: gpt-4o
                frequency_penalty: 0
                presence_penalty: 0.5
                max_tokens: 0
                top_p: 1
                top_k: 0
                stop: [END]
                openai: {by_azure: true, api_version: "2024-06-01", response_format: {type: text, jsonschema: null}}
                claude: {by_bedrock: false, access_key: "", secret_access_key: ""}
                ark: {region: "", custom_header: {}}
                custom: {}
              status: 0
            """;

    private final Spine spine = Spine.calls();
    private final Calls calls = new Calls(spine.camel(), Map.of("serai.provider.log.enabled", "false"));
    private final StandardEnvironment environment = new StandardEnvironment();
    private final Protocols protocols = new Protocols(List.of(new ScriptedModel()));

    @TempDir
    private Path place = Path.of("");

    @AfterEach
    void stop() {
        spine.close();
    }

    private ModelFolder folder() {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("GPT_KEY", "sk-secret", "EMPTY", "")));
        return new ModelFolder(
                Settings.of(Map.of("serai.provider.model-folder", place.toString())), protocols, environment);
    }

    private Path file(String name, String text) {
        try {
            return Files.writeString(place.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String plain(String id, String name) {
        return "id: %s\nname: %s\nmeta:\n  protocol: openai\n  conn_config:\n    model: m\n".formatted(id, name);
    }

    private List<Fault> faults(ModelFolder folder) {
        return catchThrowableOfType(FlowRejected.class, folder::read).faults();
    }

    @Test
    void aFileOfCozeStudioIsReadWithWhatWeAddToIt() {
        var file = file("gpt.yaml", FULL);

        var entry = folder().read().getFirst();

        assertThat(entry.id()).isEqualTo("69010");
        assertThat(entry.name()).isEqualTo("GPT-4o");
        assertThat(entry.origin()).isEqualTo(file.toString());
        assertThat(entry.endpoint().baseUrl()).hasToString("https://example.com/v1");
        assertThat(entry.endpoint().apiKey().reveal()).isEqualTo("sk-secret");
        assertThat(entry.endpoint().options())
                .containsOnly(
                        Map.entry("by_azure", "true"),
                        Map.entry("api_version", "2024-06-01"),
                        Map.entry("presence_penalty", "0.5"),
                        Map.entry("response_format", "{\"type\":\"text\",\"jsonschema\":null}"));
        assertThat(entry.asked())
                .isEqualTo(new ModelEntry.Asked(
                        "gpt-4o", Duration.ofSeconds(30), new Sampling(0.9, 4096, 1.0, List.of("END"), false)));
        assertThat(entry.turn()).isEqualTo(new ModelEntry.Turn(5, 3, null, 20, 600));
        assertThat(entry.active()).isTrue();
        assertThat(entry.missing()).isEmpty();
        assertThat(entry.toString()).doesNotContain("sk-secret");
    }

    @Test
    void aVariableThatIsNotSetIsNoFaultButTheModelCannotBeAsked() {
        file("gpt.yaml", FULL.replace("${GPT_KEY}", "${NO_SUCH_KEY}"));

        assertThat(folder().read().getFirst().missing())
                .containsExactly("Set the environment variable NO_SUCH_KEY and restart the hub.");
    }

    @Test
    void statusTenIsOutOfUse() {
        file("gpt.yaml", FULL.replace("status: 0", "status: 10"));

        var registry = calls.registry(protocols, folder());

        assertThat(registry.catalog().names()).isEmpty();
        assertThat(registry.catalog().entries()).containsKey("69010");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            protocol: openai      | protocol: telex        | 21 | meta.protocol             | write one of [openai]
            "${GPT_KEY}"          | "sk-in-the-file"       | 30 | meta.conn_config.api_key  | write ${SOME_NAME}
            "${GPT_KEY}"          | "${KEY:sk-in-the-file}"| 30 | meta.conn_config.api_key  | write ${SOME_NAME}
            model: gpt-4o         | model: ""              | 32 | meta.conn_config.model    | write what the provider
            https://              | ftp://                 | 29 | meta.conn_config.base_url | write https://
            https://              | https://u:pw@          | 29 | it holds a user           | write https://
            timeout: 30s          | timeout: 2h            | 31 | meta.conn_config.timeout  | shorter
            timeout: 30s          | timeout: soon          | 31 | meta.conn_config.timeout  | 10s
            weight: 3             | weight: 0              | 25 | meta.weight               | another number
            rate_limit: 600       | rate_limit: many       | 27 | meta.rate_limit           | whole number
            status: 0             | status: 7              | 43 | meta.status               | 10 for off
            presence_penalty: 0.5 | temperature: 3.5       | 34 | meta.conn_config.temperature | another
            timeout: 30s          | api_kye: x             | 31 | api_kye                   | api_key
            access_key: ""        | access_key: AK         | 40 |                           |
            name: GPT-4o          | name: ""               | 2  | name                      | write a text
            by_azure: true        | access_key: AK         | 39 | meta.conn_config.openai   | use api_key
            region: ""            | region: [              | 41 | YAML                      |
            """)
    void whatIsWrongIsToldWithItsLineFieldAndFix(String right, String wrong, int line, String field, String fix) {
        file("gpt.yaml", FULL.replace(right, wrong));
        var folder = folder();

        if (field == null) {
            assertThat(folder.read()).hasSize(1); // what another protocol would need concerns nobody
            return;
        }
        assertThat(faults(folder)).anySatisfy(fault -> {
            assertThat(fault.toString()).contains(field).contains(fix == null ? "" : fix);
            assertThat(fault.line()).isEqualTo(line);
            assertThat(fault.file()).endsWith("gpt.yaml");
        });
        assertThat(folder.faults()).isNotEmpty().noneSatisfy(fault -> assertThat(fault.toString())
                .contains("sk-in"));
    }

    @Test
    void twoFilesOfOneIdAndAFallbackThatIsNotThereAreFaults() {
        file("a.yaml", plain("1", "gpt"));
        var second = file("b.yaml", plain("1", "gpt"));
        assertThat(faults(folder())).singleElement().satisfies(fault -> {
            assertThat(fault.file()).isEqualTo(second.toString());
            assertThat(fault.message()).contains("'id'", "a.yaml has it too");
        });

        file("b.yaml", plain("2", "gpt").replace("protocol: openai", "protocol: openai\n  fallback: qwen"));
        var folder = folder();
        var registry = calls.registry(protocols, folder);

        assertThat(folder.faults()).singleElement().asString().contains("b.yaml:5:13", "no model 'qwen'");
        assertThat(registry.catalog().entries()).containsOnlyKeys("1");
    }

    @Test
    void aBrokenFileKeepsTheWholeOldSetInForceUntilItIsMended() {
        file("a.yaml", plain("1", "gpt"));
        var folder = folder();
        var registry = calls.registry(protocols, folder);
        var before = registry.catalog();
        file("b.yaml", plain("2", "qwen"));
        file("a.yaml", plain("1", "gpt") + "    api_key: sk-x\n");

        assertThat(catchThrowableOfType(FlowRejected.class, registry::refresh).faults())
                .hasSize(1);

        assertThat(registry.catalog()).isSameAs(before);
        assertThat(folder.faults()).hasSize(1);

        file("a.yaml", plain("1", "gpt").replace("model: m", "model: m2"));
        var done = registry.refresh();

        assertThat(done.newModels()).containsExactly("qwen");
        assertThat(done.updatedModels()).containsExactly("gpt");
        assertThat(done.modelCount()).isEqualTo(2);
        assertThat(done.at()).isEqualTo(Calls.NOW);
        assertThat(folder.faults()).isEmpty();
        assertThat(registry.refresh().changed()).isFalse();
    }

    @Test
    void withoutAFolderTheModelsPackedWithTheHubAreTaken() {
        var folder = new ModelFolder(
                Settings.of(Map.of(
                        "serai.provider.model-folder", place.resolve("none").toString())),
                protocols,
                environment);

        assertThat(folder.watched()).isFalse();
        assertThat(folder.read()).extracting(ModelEntry::name).contains("doubao", "doubao-pro-32k");
    }
}
