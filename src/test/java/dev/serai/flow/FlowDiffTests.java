package dev.serai.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowDiffTests {

    private static final String FLOW = TestFlows.resource("routing.flow.yaml");

    @Test
    void findsNothingInOtherPlacesAndComments() {
        var diff = diff("name: 路由", "name: 路由 # 改名\ndescription: 新");

        assertThat(diff.modified()).isEmpty();
        assertThat(diff.size()).isEqualTo(Semver.Change.PATCH);
    }

    @Test
    void tellsAModifiedNodeFieldByField() {
        var diff = diff(
                "config: {contextLength: 5, mode: thorough}\n      retry: {maxAttempts: 2, delay: 1s}\n      timeout: 20s",
                "config: {contextLength: 7, keywords: [投诉]}\n      onError: continue\n      default: {intent: chat}");

        assertThat(diff.modified())
                .isEqualTo(Map.of(
                        "understand",
                        List.of(
                                new FlowDiff.Field(
                                        "retry",
                                        "RetryPolicy[maxAttempts=2, delay=PT1S, multiplier=2.0, maxDelay=PT5S]",
                                        "RetryPolicy[maxAttempts=3, delay=PT1S, multiplier=2.0, maxDelay=PT5S]"),
                                new FlowDiff.Field("timeout", "PT20S", ""),
                                new FlowDiff.Field("onError", "FAIL", "CONTINUE"),
                                new FlowDiff.Field("default", "{}", "{\"intent\":\"chat\"}"),
                                new FlowDiff.Field("config.contextLength", "5", "7"),
                                new FlowDiff.Field("config.keywords", "", "[\"投诉\"]"),
                                new FlowDiff.Field("config.mode", "\"thorough\"", ""))));
        assertThat(diff.size()).isEqualTo(Semver.Change.PATCH);
    }

    @Test
    void callsAnAddedNodeMinor() {
        var diff = diff(
                "  - {source: pause, target: done}",
                "  - {source: pause, target: late}\n  - {source: late, target: done}",
                "  - id: done",
                "  - id: late\n    nodeType: wait_event\n  - id: done");

        assertThat(diff.added()).containsExactly("late");
        assertThat(diff.addedConnections()).containsExactly("pause -> late", "late -> done");
        assertThat(diff.removedConnections()).containsExactly("pause -> done");
        assertThat(diff.size()).isEqualTo(Semver.Change.MINOR);
    }

    @Test
    void callsARemovedNodeMajor() {
        var diff = diff(
                "  - id: pause\n    nodeType: wait_event\n",
                "",
                "target: pause, on: error",
                "target: done, on: error",
                "  - {source: pause, target: done}\n",
                "");

        assertThat(diff.removed()).containsExactly("pause");
        assertThat(diff.removedConnections()).containsExactly("reply -error-> pause", "pause -> done");
        assertThat(diff.addedConnections()).containsExactly("reply -error-> done");
        assertThat(diff.size()).isEqualTo(Semver.Change.MAJOR);
    }

    @Test
    void callsAnotherTriggerMajor() {
        var diff = diff(
                "triggerType: webhook",
                "triggerType: schedule",
                "nodeType: trigger_webhook",
                "nodeType: trigger_schedule\n    data: {config: {cron: 0 9 * * *}}");

        assertThat(diff.triggerChanged()).isTrue();
        assertThat(diff.size()).isEqualTo(Semver.Change.MAJOR);
    }

    private static FlowDiff diff(String... replacements) {
        var after = FLOW;
        for (var i = 0; i < replacements.length; i += 2) {
            assertThat(after).contains(replacements[i]);
            after = after.replace(replacements[i], replacements[i + 1]);
        }
        return FlowDiff.between(TestFlows.READER.read("f", FLOW), TestFlows.READER.read("f", after));
    }
}
