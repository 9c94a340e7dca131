package dev.serai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Kamelet's properties are settings like any others. */
class KameletTests {

    private static final String GREET = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: greet
              annotations: {serai.dev/effect: none}
            spec:
              definition:
                title: Greets
                description: says hello
                required: [who]
                properties:
                  who: {type: string, description: whom}
                  times: {type: integer, minimum: 1, maximum: 3, default: 1}
                  tone: {type: string, enum: [warm, cool], default: warm}
                  host: {type: string, default: "https://x.example/?a=b"}
                  code: {type: string, pattern: "^[a-z]+$"}
                  token: {type: string, format: password}
                  more: {type: array}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - setHeader: {name: "{{host}}", simple: "{{tone}} ${variable.who}"}
            """;

    private static final String FLOW = """
            id: flow_greet
            name: 问候
            status: active
            triggerType: api
            nodes:
              - {id: start, nodeType: trigger_api}
              - id: hello
                nodeType: greet
                data:
                  config: %s
              - {id: done, nodeType: end}
            connections:
              - {source: start, target: hello}
              - {source: hello, target: done}
            """;

    private static Kamelet greet() {
        return KameletReader.read("greet.kamelet.yaml", GREET);
    }

    private static List<String> faults(String kamelet) {
        var rejected = catchThrowableOfType(FlowRejected.class, () -> KameletReader.read("k.yaml", kamelet));
        return rejected == null
                ? List.of()
                : rejected.faults().stream().map(Fault::toString).toList();
    }

    /** The greeting, and what every flow needs. */
    private record Types(Collection<NodeType> all) implements NodeTypes {

        static final Types WITH_GREET = new Types(List.of(
                greet().type(),
                new NodeType("trigger_api", Set.of(), None.class, Set.of(), NodeType.Role.TRIGGER),
                new NodeType("end", Set.of(), None.class, Set.of(), NodeType.Role.END)));

        record None() {}

        @Override
        public Optional<NodeType> find(String name) {
            return all.stream().filter(type -> type.name().equals(name)).findFirst();
        }
    }

    @Test
    void isANodeTypeOfItsName() {
        var type = greet().type();

        assertThat(type.name()).isEqualTo("greet");
        assertThat(type.description()).isEqualTo("says hello");
        assertThat(type.outputs()).containsExactlyInAnyOrder("body", "headers");
        assertThat(greet().effect()).isEqualTo("none");
        assertThat(greet().schema().constants()).containsExactly("host", "tone");
        assertThat(KameletReader.read("x", GREET.replace("{serai.dev/effect: none}", "{}"))
                        .effect())
                .isEqualTo("once");
    }

    @Test
    void fillsInDefaultsAndKeepsConstantsApart() {
        var config = JsonNodeFactory.instance.objectNode().put("who", "{{userName}}");

        var settings = greet().schema().read(config);

        assertThat(settings.constants())
                .containsExactly(Map.entry("tone", "warm"), Map.entry("host", "https://x.example/?a=b"));
        assertThat(settings.in(Map.of("context", Map.of("userName", "{{x}} ${y}"))))
                .containsEntry("who", "{{x}} ${y}")
                .containsEntry("times", 1)
                .doesNotContainKey("more");
    }

    @Test
    void standsInTheSchemaOfFlows() {
        var schema = FlowSchema.of(Types.WITH_GREET).at("/$defs/config-greet");

        assertThat(schema.at("/required").toString()).isEqualTo("[\"who\"]");
        assertThat(schema.at("/additionalProperties").asBoolean(true)).isFalse();
        assertThat(schema.at("/properties/tone").toString())
                .contains("\"enum\":[\"warm\",\"cool\"]", "\"default\":\"warm\"");
        assertThat(schema.at("/properties/times").toString())
                .contains("\"type\":\"integer\"", "\"minimum\":1", "\"maximum\":3");
        assertThat(schema.at("/properties/who/description").asText()).isEqualTo("whom");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {who: "{{userName}}"}                | none
            {who: 1, more: ["{{userName}}"]}     | none
            {}                                   | 10:15: [hello] Setting 'who' is missing (add who:)
            {who: x, tmes: 2}                    | 10:24: [hello] There is no setting 'tmes' (did you mean 'times'?)
            {who: x, times: few}                 | 10:31: [hello] Setting 'times' cannot be 'few' (write a whole number)
            {who: x, times: 4}                   | 10:31: [hello] Setting 'times' cannot be '4' (it must be less than or equal to 3)
            {who: x, tone: wram}                 | 10:30: [hello] Setting 'tone' cannot be 'wram' (did you mean 'warm'?)
            {who: x, code: A1}                   | 10:30: [hello] Setting 'code' cannot be 'A1' (it must match ^[a-z]+$)
            {who: x, host: "a${body}"}           | 10:30: [hello] Setting 'host' cannot be 'a${body}' (it is a constant of the Kamelet: use letters, digits, spaces and . _ , : / @ + * = ( ) ! ~ -)
            {who: x, host: "{{userName}}"}       | 10:30: [hello] Setting 'host' cannot hold variables (it is a constant of the Kamelet; write the value itself)
            {who: x, token: "Bearer abc"}        | 10:31: [hello] Setting 'token' cannot be what is given (write the name of a secret, not the secret)
            {who: x, more: y}                    | 10:30: [hello] Setting 'more' cannot be 'y' (write a list)
            {who: "{{usrName}}"}                 | 10:24: [hello] No node produces 'usrName' (did you mean 'userName'?)
            {who: "{{userName"}                  | 10:22: [hello] A {{ has no closing }} (close each {{ with }})
            """)
    void theCheckerKnowsItsSettings(String config, String fault) {
        var rejected = catchThrowableOfType(
                FlowRejected.class, () -> new FlowReader(Types.WITH_GREET).read("f.flow.yaml", FLOW.formatted(config)));

        if (fault.equals("none")) {
            assertThat(rejected).isNull();
        } else {
            assertThat(rejected.faults()).singleElement().hasToString("f.flow.yaml:" + fault);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind: Kamelet                  | kind: Kamlet               | k.yaml:2:7: 'kind' must be Kamelet (write kind: Kamelet)
            name: greet                    | name: Greet Me             | k.yaml:4:9: 'Greet Me' cannot be the name of a node type (use 1 to 64 small letters, digits, _ and -, a letter first, and not trigger_)
            effect: none                   | effect: twice              | k.yaml:5:35: 'twice' is no effect (known are idempotent, none, once)
            more: {type: array}            | uuid: {type: array}        | k.yaml:18:7: Camel sets 'uuid' itself (give it another name)
            required: [who]                | required: [whom]           | k.yaml:10:16: There is no property 'whom' (did you mean 'who'?)
            type: integer                  | type: intger               | k.yaml:13:21: 'intger' is no type (did you mean 'integer'?)
            default: 1                     | default: 7                 | k.yaml:13:63: The default cannot be '7' (it must be less than or equal to 3)
            default: warm                  | default: hot               | k.yaml:14:57: The default cannot be 'hot' (write one of warm, cool)
            pattern: "^[a-z]+$"            | pattern: "^[a-z"           | k.yaml:16:37: This is no regular expression: Unclosed character class (write one as in Java)
            uri: kamelet:source            | uri: timer:x               | k.yaml:21:12: A node's Kamelet begins with kamelet:source, not with 'timer:x' (write from: {uri: "kamelet:source", steps: ...})
            {{tone}} ${variable.who}       | ${variable.who.trim()}     | k.yaml:23:49: ${variable.who.trim()} calls a method on a value, and Camel would look up {{names}} in it (use functions of Simple such as ${replace(a,b,${body})}, or the language jexl)
            {{tone}} ${variable.who}       | {{more}}                   | k.yaml:18:13: The template cannot be filled in with 'more', which is no single value (read it as ${variable.more})
            - setHeader: {name: "{{host}}" | - toD: {uri: "http:${body}"| k.yaml:23:11: The address of 'toD' would be made of values of a run (use to: with an address that is the same in each run)
            """)
    void tellsWhatIsWrongInItsFile(String right, String wrong, String fault) {
        assertThat(GREET).contains(right);

        assertThat(faults(GREET.replace(right, wrong))).containsExactly(fault);
    }

    @Test
    void aTextThatIsNoKameletIsTold() {
        assertThat(faults("[]"))
                .containsExactly("k.yaml:1:1: The file holds no Kamelet (begin with apiVersion: and kind:)");
    }

    @Test
    void valuesFromElsewhereAreCheckedAndNeverTemplates() {
        var values = greet().schema().bind(Map.of("who", "{{x}}", "tone", "cool"), Set.of("tone"));

        assertThat(values.constants()).containsEntry("tone", "cool");
        assertThat(values.in(Map.of("x", "y"))).containsEntry("who", "{{x}}");
        assertThat(catchThrowableOfType(
                        SettingsRejected.class, () -> greet().schema().bind(Map.of("tone", "cool", "wo", 1), Set.of())))
                .hasMessageContaining("There is no setting 'wo'")
                .hasMessageContaining("Setting 'who' is missing")
                .hasMessageContaining("Setting 'tone' cannot hold variables");
    }
}
