package dev.serai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.serai.engine.NodeKind;
import dev.serai.flow.FlowSchema;
import dev.serai.flow.NodeType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema says what the hub's own reader says. */
class FlowSchemaTests {

    private static final JsonNode DOCUMENT = FlowSchema.of(OfflineTypes.found());
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(DOCUMENT);

    static List<Path> shipped() throws IOException {
        try (var files = Files.list(Path.of("routes/flows"))) {
            return files.filter(file -> file.toString().endsWith(".flow.yaml")).toList();
        }
    }

    static List<NodeType> types() {
        return OfflineNodes.kinds(List.of()).stream().map(NodeKind::type).toList();
    }

    private static List<String> faults(String yaml) throws IOException {
        return SCHEMA.validate(new YAMLMapper().readTree(yaml)).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void likesTheFlowsThatAreShipped(Path file) throws IOException {
        assertThat(faults(Files.readString(file))).isEmpty();
    }

    @Test
    void isASchemaItself() {
        var meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(meta.validate(DOCUMENT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nmae: x                                                       | nmae
            nodes: []                                                     | nodes
            nodes: [{id: a, nodeType: teleport}]                          | teleport
            nodes: [{id: a, nodeType: intent, data: {config: {model: x}}}]| model
            nodes: [{id: a, nodeType: intent, data: {contextLength: few}}]| contextLength
            nodes: [{id: a, nodeType: ai_workflow}]                       | data
            nodes: [{id: a, nodeType: ai_workflow, data: {config: {}}}]   | workflow
            nodes: [{id: a, nodeType: message_dispatch, data: {config: {strategy: nobody}}}] | strategy
            nodes: [{id: a, nodeType: end, data: {onError: explode}}]     | onError
            nodes: [{id: a, nodeType: end, data: {retry: {maxAttempts: 0}}}] | maxAttempts
            nodes: [{id: a, nodeType: end, data: {timeout: eternal}}]     | timeout
            connections: [{source: a}]                                    | target
            """)
    void dislikesAWrongFlow(String line, String told) throws IOException {
        var flow = "{id: f, name: f, " + (line.startsWith("nodes") ? "" : "nodes: [{id: a, nodeType: end}], ");

        assertThat(faults(flow + line + "}")).isNotEmpty().anySatisfy(fault -> assertThat(fault)
                .contains(told.equals("teleport") ? "nodeType" : told));
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeAndSettingIsDescribed(NodeType type) {
        assertThat(type.description()).as(type.name()).isNotEmpty();
        assertThat(type.schema().settings()).allSatisfy(setting -> assertThat(setting.description())
                .as("%s: add @param %s to the comment on its Settings", type.name(), setting.name())
                .isNotEmpty());
    }

    @Test
    void tellsTheDefaultsTheRecordsFillIn() {
        var settings = DOCUMENT.at("/$defs/config-intent_recognize/properties");

        assertThat(settings.at("/aiModel/default").asText()).isEqualTo("doubao");
        assertThat(settings.at("/contextLength/default").asInt()).isEqualTo(10);
        assertThat(settings.at("/contextLength/description").asText()).isEqualTo("how many turns, 50 at most");
        assertThat(DOCUMENT.at("/$defs/config-ai_workflow/properties/mode/enum").toString())
                .isEqualTo("[\"stream\",\"sync\",\"async\"]");
        assertThat(DOCUMENT.at("/$defs/config-ai_workflow/required").toString()).isEqualTo("[\"workflow\"]");
    }
}
