package dev.serai.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowReaderTests {

    @Test
    void readsEveryKeyOfYaml() {
        var flow = TestFlows.READER.read("f", TestFlows.resource("routing.flow.yaml"));

        var understand = flow.node("understand").orElseThrow();
        assertThat(flow.version()).isEqualTo(new Semver(1, 0, 0));
        assertThat(flow.status()).isEqualTo(FlowStatus.ACTIVE);
        assertThat(flow.triggerType()).isEqualTo(TriggerType.WEBHOOK);
        assertThat(flow.entry().id()).isEqualTo("start");
        assertThat(understand.policy().timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(understand.policy().retry().maxAttempts()).isEqualTo(2);
        assertThat(flow.from("reply"))
                .containsExactly(new Connection("reply", "done", false), new Connection("reply", "pause", true));
    }

    @Test
    void readsTheJsonOfTheDesignDocuments() {
        var flow = TestFlows.READER.read("design.flow.json", TestFlows.resource("design.flow.json"));

        assertThat(flow.name()).isEqualTo("标准回复流程");
        assertThat(flow.version()).isEqualTo(new Semver(2, 0, 0));
        assertThat(flow.entry().id()).isEqualTo("node_intent");
        assertThat(flow.node("node_intent").map(FlowNode::type)).isEqualTo(Optional.of("intent_recognize"));
        assertThat(flow.node("node_role").map(FlowNode::type)).isEqualTo(Optional.of("condition_branch"));
        assertThat(flow.node("node_reply")
                        .orElseThrow()
                        .config()
                        .path("content")
                        .asText())
                .isEqualTo("在的😊，{{userName}}");
    }

    @Test
    void takesSettingsThatStandDirectlyInData() {
        var flow = TestFlows.READER.read(
                "f", TestFlows.GREETING.replace("      config:\n        content", "      timeout: 2\n      content"));

        var reply = flow.node("reply").orElseThrow();
        assertThat(reply.config().path("content").asText()).isEqualTo("你好，{{userName}}");
        assertThat(reply.config().has("timeout")).isFalse();
        assertThat(reply.policy().timeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void knowsWhatANodeLeavesBehindWhenItHasFailed() {
        var flow = TestFlows.resource("routing.flow.yaml");
        var reading = flow.replace("{{mood}}", "{{nodes.understand.error.message}}");
        var defaulted = flow.replace("{{mood}}", "{{nodes.understand.hint}}");

        assertThat(TestFlows.faults("f", reading))
                .extracting(Fault::message)
                .containsExactly("Node 'understand' has no output 'error'");
        assertThat(TestFlows.faults("f", reading.replace("timeout: 20s", "onError: continue")))
                .isEmpty();
        assertThat(TestFlows.faults(
                        "f", defaulted.replace("timeout: 20s", "onError: default\n      default: {hint: x}")))
                .isEmpty();
    }

    @Test
    void beginsAtTheOnlyNodeNothingLeadsTo() {
        var flow = TestFlows.READER.read(
                "f",
                TestFlows.GREETING
                        .replace("  - id: start\n    nodeType: trigger_webhook\n", "")
                        .replace("  - {source: start, target: reply}\n", ""));

        assertThat(flow.entry().id()).isEqualTo("reply");
    }

    @Test
    void readsAFileThatBeginsWithAByteOrderMark() {
        assertThat(TestFlows.faults("f", "\uFEFF" + TestFlows.GREETING)).isEmpty();
        assertThat(TestFlows.faults(
                        "f", "\uFEFF" + TestFlows.resource("design.flow.json").replace("  ", "\t")))
                .isEmpty();
    }

    @Test
    void tellsWhereYamlBreaks() {
        var faults = TestFlows.faults("f", TestFlows.GREETING.replace("name: 问候", "name: 问候: 早"));

        assertThat(faults)
                .singleElement()
                .asString()
                .isEqualTo("f:2:9: This is no YAML: mapping values are not allowed here"
                        + " (look at indentation, quotes and colons here)");
    }

    @Test
    void tellsAKeyThatIsGivenTwice() {
        var faults = TestFlows.faults("f", TestFlows.GREETING.replace("name: 问候", "name: 问候\nname: 早"));

        assertThat(faults).singleElement().asString().isEqualTo("f:3:1: 'name' is given twice (keep one of them)");
    }

    @Test
    void tellsATemplateThatIsNotInQuotes() {
        var faults = TestFlows.faults("f", TestFlows.GREETING.replace("\"你好，{{userName}}\"", "{{userName}}"));

        assertThat(faults)
                .singleElement()
                .asString()
                .isEqualTo("f:13:19: A key must be a word (put texts with {{ }} in quotes)");
    }

    @Test
    void tellsAFlowThatDoesNotSayWhereItBegins() {
        var flow = TestFlows.GREETING
                .replace("triggerType: webhook\n", "")
                .replace("  - id: start\n    nodeType: trigger_webhook\n", "")
                .replace("  - {source: start, target: reply}\n", "")
                .replace("  - {source: reply, target: done}\n", "");

        assertThat(TestFlows.faults("f", flow))
                .extracting(Fault::message)
                .containsExactly(
                        "The flow has no trigger", "Nothing tells where the flow begins: reply, done could be it");
    }

    @Test
    void tellsAFlowInWhichEveryNodeHasOneBeforeIt() {
        var flow = TestFlows.GREETING
                .replace("trigger_webhook", "wait_event")
                .replace("{source: reply, target: done}", "{source: reply, target: start}")
                .replace("  - id: done\n    nodeType: end\n", "");

        assertThat(TestFlows.faults("f", flow))
                .extracting(Fault::message)
                .containsExactly(
                        "Nothing tells where the flow begins: every node has one before it", "The flow has no end");
    }

    @Test
    void tellsACircleThatNeverLeadsToAnEnd() {
        var flow = TestFlows.GREETING + """
                  - {source: wait, target: again}
                  - {source: again, target: wait}
                """;
        var looping = flow.replace(
                        "  - id: done",
                        "  - id: wait\n    nodeType: wait_event\n  - id: again\n"
                                + "    nodeType: wait_event\n  - id: done")
                .replace("target: reply", "target: wait");

        assertThat(TestFlows.faults("f", looping))
                .extracting(Fault::message)
                .contains(
                        "From node 'start' no path leads to an end",
                        "No path leads from the beginning to node 'reply'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "# nothing\n", "- a\n- b\n", "hello", "null", "---\na: 1\n---\nb: 2\n", "\u0007", "{\"id\":"
            })
    void refusesWhatHoldsNoFlow(String text) {
        assertThat(TestFlows.faults("f", text)).isNotEmpty().noneMatch(fault -> fault.hint()
                .isEmpty());
    }

    @Test
    void refusesListsWhereObjectsBelongAndTheOtherWayRound() {
        var faults = TestFlows.faults(
                "f",
                "id: a\nname: b\ntriggerType: api\nnodes:\n  - x\n  - {id: y, nodeType: end, data: []}\nconnections: {}\n");

        assertThat(faults)
                .extracting(Fault::toString)
                .containsExactly(
                        "f:5:5: A node must be an object (write id:, nodeType: and data:)",
                        "f:6:34: [y] 'data' must be an object (write names and values)",
                        "f:7:14: 'connections' must be a list (begin each entry with a dash)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!java.net.URL [\"http://a\"]",
                "!!javax.script.ScriptEngineManager []",
                "!!binary aGk=",
                "!mine x"
            })
    void makesNoObjectsOfTags(String value) {
        var faults = TestFlows.faults("f", TestFlows.GREETING.replace("问候", value));

        assertThat(faults).extracting(Fault::message).anyMatch(message -> message.contains("is not allowed"));
    }

    @Test
    void takesAliasesButNoBombMadeOfThem() {
        var shared = TestFlows.GREETING
                .replace("nodeType: trigger_webhook", "nodeType: trigger_webhook\n" + "    data: {timeout: &short 5s}")
                .replace("    data:\n      config", "    data:\n      timeout: *short\n      config");
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [".formatted(i, i))
                    .append("*a%d, ".formatted(i - 1).repeat(10))
                    .append("x]\n");
        }

        assertThat(TestFlows.faults("f", shared)).isEmpty();
        assertThat(TestFlows.faults("f", bomb.toString())).hasSize(1);
        assertThat(TestFlows.faults("f", "a: &a [*a]")).hasSize(1);
    }

    @Test
    void refusesAFileThatIsTooLargeOrTooDeep() {
        assertThat(TestFlows.faults("f", "a".repeat(DocumentReader.SIZE_LIMIT + 1)))
                .hasSize(1);
        assertThat(TestFlows.faults("f", "[".repeat(100_000))).hasSize(1);
        assertThat(TestFlows.faults("f", "a: [" + "x,".repeat(DocumentReader.NODE_LIMIT) + "]"))
                .hasSize(1);
    }

    @Test
    void keepsWordsThatYamlOnceTookForSomethingElse() {
        var flow = TestFlows.READER.read("f", TestFlows.GREETING.replace("name: 问候", "name: no\ndescription: 007"));

        assertThat(flow.name()).isEqualTo("no");
        assertThat(flow.description()).isEqualTo("007");
    }
}
