package dev.serai.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.flow.FlowDefinition;
import dev.serai.flow.NodePolicy;
import dev.serai.flow.OnError;
import dev.serai.flow.RetryPolicy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Trying flows and nodes out without a run, and making tests of runs. */
class RehearsalTests {

    private final AtomicInteger number = new AtomicInteger();

    private final TestKinds.Doing asks = new TestKinds.Doing("asks", Effect.IDEMPOTENT, step -> Outcome.of(
                    Map.of("value", "answer " + number.incrementAndGet(), "apiToken", "s3cret"))
            .tell("intent", "chat")
            .name(Map.of("v", "1")));

    private final TestKinds.Doing once =
            new TestKinds.Doing("once", Effect.ONCE, step -> Outcome.of(Map.of("value", "done")));

    private final TestKinds.Doing sees = new TestKinds.Doing(
            "sees",
            Effect.NONE,
            step -> Outcome.of(Map.of(
                    "value",
                    step.text("intent") + step.scope().get("variables"),
                    "run",
                    step.run().toString())));

    private EngineFixture engine() throws Exception {
        var engine = new EngineFixture(asks, once, sees, new TestKinds.Ending());
        engine.publish(flow());
        return engine;
    }

    private static FlowDefinition flow() throws Exception {
        return TestKinds.flow("row", Map.of(), "a:asks", "o:once", "s:sees", "end:end", "a>o", "o>s", "s>end");
    }

    private static Rehearsals.Rehearsal rehearsal(Map<String, DryRun.StandIn> standIns, RunId from) {
        return new Rehearsals.Rehearsal("row", null, Map.of("intent", "none"), standIns, from);
    }

    @Test
    void aDryRunLeavesNothingAndTakesWhatARunLeft() throws Exception {
        try (var engine = engine()) {
            var run = engine.run("row", "{}");
            var rows = engine.count("engine.flow_instances");

            var dry = engine.rehearsals.run(rehearsal(Map.of(), RunId.of(run.runId())));

            assertThat(dry.status()).isEqualTo("completed");
            assertThat(dry.turns()).extracting(DryRun.Turn::node).containsExactly("a", "o", "s", "end");
            assertThat(dry.turns().get(2).output()).containsEntry("value", "chat{v=1}");
            assertThat(engine.count("engine.flow_instances")).isEqualTo(rows);
            assertThat(asks.calls).hasValue(1);
            assertThat(once.calls).hasValue(1);
        }
    }

    @Test
    void aDryRunFailsWhereNothingStandsInForAnEffect() throws Exception {
        try (var engine = engine()) {
            var dry = engine.rehearsals.run(
                    rehearsal(Map.of("a", new DryRun.StandIn.Output(Map.of("value", "said"))), null));

            assertThat(dry.error()).isEqualTo("Node 'o' failed: it reaches outside and there is no stand-in for it");
            assertThat(once.calls).hasValue(0);
            assertThatThrownBy(() ->
                            engine.rehearsals.run(rehearsal(Map.of("b", new DryRun.StandIn.Output(Map.of())), null)))
                    .hasMessage("nodes: the flow has no node 'b'; name one of its nodes");
        }
    }

    private static NodeTrials.Trial trial(String node, boolean effects) {
        return new NodeTrials.Trial("row", node, null, Map.of("intent", "risk"), Map.of(), null, effects);
    }

    @Test
    void aNodeAloneHasAnEffectOnlyIfThatIsSaid() throws Exception {
        try (var engine = engine()) {
            assertThat(engine.trials.run(trial("s", false)).output()).containsEntry("value", "risk{}");
            assertThat(engine.trials.run(trial("a", false)).context()).containsEntry("intent", "chat");

            var refused = engine.trials.run(trial("o", false));
            assertThat(refused.status()).isEqualTo("failed");
            assertThat(refused.error()).contains("give effects: true");
            assertThat(once.calls).hasValue(0);

            assertThat(engine.trials.run(trial("o", true)).output()).containsEntry("value", "done");
            assertThat(once.calls).hasValue(1);
            assertThatThrownBy(() -> engine.trials.run(trial("x", true)))
                    .hasMessageContaining("nodeId: version 1.0.0 of flow 'row' has no node 'x'");
        }
    }

    @Test
    void aRunIsRecordedWithWhatItsEffectsLeftAndWithoutCredentials() throws Exception {
        try (var engine = engine()) {
            var run = engine.run("row", "{\"password\":\"geheim\",\"userName\":\"张三\"}");

            var recorded = engine.recordings.record(RunId.of(run.runId()));

            assertThat(recorded.context()).containsEntry("password", "***").containsEntry("userName", "张三");
            assertThat(recorded.standIns().keySet()).containsExactly("a", "o");
            assertThat(recorded.standIns().get("a"))
                    .isEqualTo(new DryRun.StandIn.Output(Map.of("value", "answer 1", "apiToken", "***")));
            assertThat(recorded.path()).containsExactly("a", "o", "s", "end");
            assertThat(recorded.run().status()).isEqualTo("completed");
            assertThat(recorded.outputs()).isEmpty(); // what "a" told beside its output is not known to a test
            assertThat(recorded.ordered()).isTrue();
        }
    }

    @Test
    void aTurnThatFailedFailsInTheTestToo() throws Exception {
        var failing = new TestKinds.Doing("fails", Effect.ONCE, step -> {
            throw new NodeFailed("no way", false, null);
        });
        try (var engine = new EngineFixture(failing, new TestKinds.Ending())) {
            var flow = TestKinds.flow("row", Map.of(), "f:fails", "end:end", "f>end");
            var policy =
                    new NodePolicy(RetryPolicy.DEFAULT, null, OnError.CONTINUE, NodePolicy.DEFAULT.defaultOutput());
            engine.publish(TestKinds.with(flow, "f", policy));

            var recorded =
                    engine.recordings.record(RunId.of(engine.run("row", "{}").runId()));

            assertThat(recorded.standIns()).isEqualTo(Map.of("f", new DryRun.StandIn.Failure("no way")));
            assertThat(recorded.run().status()).isEqualTo("completed");
            assertThat(recorded.path()).isEqualTo(List.of("f", "end"));
        }
    }

    @Test
    void aSuccessThatTookTwoAttemptsOrAFallbackIsAWarning() throws Exception {
        var calls = new AtomicInteger();
        var shaky = new TestKinds.Doing("shaky", Effect.NONE, step -> {
            if (calls.incrementAndGet() == 1) {
                throw new NodeFailed("not yet", true, null);
            }
            return Outcome.of(Map.of("value", "now"));
        });
        var worse = new TestKinds.Doing(
                "worse", Effect.NONE, step -> Outcome.of(Map.of()).warn("the fallback is used"));
        try (var engine = new EngineFixture(shaky, worse, new TestKinds.Ending())) {
            engine.publish(TestKinds.flow("row", Map.of(), "s:shaky", "w:worse", "end:end", "s>w", "w>end"));

            var run = engine.run("row", "{}");

            assertThat(run.nodes()).extracting(RunView.NodeView::level).containsExactly("WARNING", "WARNING", "INFO");
            assertThat(run.nodes())
                    .extracting(RunView.NodeView::error)
                    .containsExactly("attempt 1 failed: not yet", "the fallback is used", null);
            assertThat(run.only(List.of("WARNING")).nodes()).hasSize(2);
        }
    }
}
