package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.engine.NodeFailed;
import dev.serai.engine.Outcome;
import dev.serai.engine.Wake;
import dev.serai.flow.SettingsRejected;
import dev.serai.provider.Interrupt;
import dev.serai.provider.Progress;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Usage;
import dev.serai.provider.WorkflowAnswer;
import dev.serai.provider.Workflows;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ai_workflow}: waited for, in the background, and going on after an answer. */
class AiWorkflowNodeTests {

    private static final TestStep STEP = TestStep.message("x", Map.of("eventId", "e1/2"));
    private static final String IN_BACKGROUND = "{workflow: report, mode: async, parameters: {who: '{{userName}}'}}";

    private final FakeWorkflows workflows = new FakeWorkflows();
    private final AiWorkflowNode kind = new AiWorkflowNode(workflows);

    private AiWorkflowNode.Settings settings(String yaml) {
        return TestStep.settings(kind, yaml);
    }

    private Outcome run(String yaml) {
        return kind.run(settings(yaml), STEP);
    }

    private Outcome wake() {
        return kind.wake(settings(IN_BACKGROUND), STEP, new Wake(Map.of("executeId", "e1"), null));
    }

    @ParameterizedTest
    @CsvSource({"0, PT0S", "60, PT1M"})
    void saysHowLongItsAnswerIsKept(int seconds, Duration kept) {
        workflows.answer = "ok";

        run("{workflow: t, cacheTtl: " + seconds + "}");

        assertThat(workflows.cacheTtl).isEqualTo(kept);
        assertThat(workflows.mode).isEqualTo(Workflows.Mode.STREAM);
    }

    @Test
    void beginsInTheBackgroundUnderItsKeyAndWaitsWithWhatToAskFor() {
        var outcome = run(IN_BACKGROUND);

        assertThat(workflows.deeds).containsExactly("start report as " + STEP.effectKey());
        assertThat(workflows.parameters).isEqualTo(Map.of("who", "张三"));
        assertThat(outcome.output()).isEqualTo(Map.of("executeId", "e1"));
        var pause = Objects.requireNonNull(outcome.pause());
        assertThat(pause.event()).isEqualTo("workflow_finished");
        assertThat(pause.match()).isEqualTo(Map.of("executeId", "e1"));
        assertThat(pause.until()).isEqualTo(TestStep.NOON.plusSeconds(2));
    }

    @Test
    void waitsOnWhileItIsUnderWay() {
        workflows.progress.add(() -> new Progress.Running(Duration.ofSeconds(17)));

        var outcome = wake();

        assertThat(outcome.output()).isEqualTo(Map.of("executeId", "e1"));
        assertThat(Objects.requireNonNull(outcome.pause()).until()).isEqualTo(TestStep.NOON.plusSeconds(17));
        assertThat(workflows.deeds).containsExactly("poll report e1");
    }

    @Test
    void leavesTheAnswerOnceItHasEnded() {
        var answer = new WorkflowAnswer("{\"output\":\"完成\"}", "e1", Usage.of(1, 2, 3), new Interrupt("e1/2", 2, ""));
        workflows.progress.add(() -> new Progress.Ended(answer));

        var outcome = wake();

        assertThat(outcome.pause()).isNull();
        assertThat(outcome.output())
                .isEqualTo(Map.of(
                        "content",
                        "完成",
                        "executeId",
                        "e1",
                        "usage",
                        Map.of("input", 1L, "output", 2L, "total", 3L),
                        "interrupt",
                        Map.of("eventId", "e1/2", "type", 2)));
    }

    @Test
    void failsForGoodWhenItHasFailed() {
        workflows.progress.add(() -> new Progress.Failed(new ProviderException.TimedOut(Duration.ofSeconds(5))));

        assertThatThrownBy(this::wake)
                .isInstanceOfSatisfying(
                        NodeFailed.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessage("请求超时 (Timeout after 5000ms)");
    }

    @Test
    void looksAgainLaterWhenItCannotBeAskedFor() {
        workflows.progress.add(() -> {
            throw new ProviderException.Network("", null);
        });

        var outcome = wake();

        assertThat(Objects.requireNonNull(outcome.pause()).until()).isEqualTo(TestStep.NOON.plusSeconds(30));
        assertThat(outcome.warning()).isEqualTo("the run could not be asked for (Network error)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"'{{userName}}'               | 张三", "{city: '{{userName}}', n: 2} | {\"city\":\"张三\",\"n\":2}"})
    void goesOnWithARunThatWaits(String data, String told) {
        workflows.answer = "晴";

        var outcome = run("{workflow: weather, resume: {eventId: '{{eventId}}', data: " + data + "}}");

        assertThat(workflows.deeds).containsExactly("resume weather e1/2 with " + told);
        assertThat(outcome.output()).containsEntry("content", "晴");
        assertThat(outcome.input()).containsEntry("eventId", "e1/2").containsEntry("data", told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{workflow: t, cacheTtl: -1}",
                "{workflow: t, mode: async, cacheTtl: 5}",
                "{workflow: t, resume: {eventId: '1/2', data: x}, cacheTtl: 5}",
                "{workflow: t, resume: {eventId: '1/2', data: x}, mode: async}",
                "{workflow: t, resume: {eventId: '1/2', data: x}, parameters: {a: 1}}",
                "{workflow: t, resume: {data: x}}",
                "{workflow: t, resume: {eventId: '1/2'}}"
            })
    void refusesWhatContradictsItself(String settings) {
        assertThatThrownBy(() -> settings(settings)).isInstanceOf(SettingsRejected.class);
    }
}
