package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.engine.NodeFailed;
import dev.serai.engine.Outcome;
import dev.serai.engine.Wake;
import dev.serai.flow.SettingsRejected;
import dev.serai.worktool.CommandStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingNodeTests {

    private static final TestStep STEP = TestStep.message("在吗", Map.of("sendId", "send1"));

    @Nested
    class WaitEvent {
        private final WaitEventNode kind = new WaitEventNode();

        @Test
        void waitsForAnEventWithTheseFields() {
            var settings =
                    TestStep.settings(kind, "{event: paid, match: {user: '{{userName}}', amount: 5}, timeout: 2h}");

            var pause = Objects.requireNonNull(kind.run(settings, STEP).pause());

            assertThat(pause.event()).isEqualTo("paid");
            assertThat(pause.match()).isEqualTo(Map.of("user", "张三", "amount", 5));
            assertThat(pause.until()).isEqualTo(TestStep.NOON.plus(Duration.ofHours(2)));
        }

        @Test
        void tellsWhetherItCame() {
            var settings = TestStep.settings(kind, "{event: paid}");

            assertThat(kind.run(settings, STEP).pause().until()).isNull();
            assertThat(kind.wake(settings, STEP, new Wake(Map.of(), Map.of("by", "李四")))
                            .output())
                    .containsEntry("matched", true)
                    .containsEntry("event", Map.of("by", "李四"));
            assertThat(kind.wake(settings, STEP, new Wake(Map.of(), null)).output())
                    .containsEntry("matched", false)
                    .containsEntry("event", null);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{event: ''}", "{event: paid, timeout: 0s}"})
        void refusesToWaitForNothing(String settings) {
            assertThatThrownBy(() -> TestStep.settings(kind, settings)).isInstanceOf(SettingsRejected.class);
        }
    }

    @Nested
    class ManualIntervention {
        private final ManualInterventionNode kind = new ManualInterventionNode();

        @Test
        void waitsForAPersonToTakeThisNodeOfThisRun() {
            var settings = TestStep.settings(kind, "{assignTo: 售后组, message: '{{userName}} 投诉', timeout: 30m}");

            var outcome = kind.run(settings, STEP);

            var pause = Objects.requireNonNull(outcome.pause());
            assertThat(pause.match()).isEqualTo(Map.of("runId", STEP.run().toString(), "nodeId", STEP.node()));
            assertThat(pause.until()).isEqualTo(TestStep.NOON.plus(Duration.ofMinutes(30)));
            assertThat(outcome.input()).isEqualTo(Map.of("assignTo", "售后组", "message", "张三 投诉"));
        }

        @Test
        void tellsWhoTookItOn() {
            var settings = TestStep.settings(kind, "{}");

            assertThat(kind.wake(settings, STEP, new Wake(Map.of(), Map.of("by", "王五", "note", "已处理")))
                            .output())
                    .isEqualTo(Map.of("taken", true, "by", "王五", "note", "已处理"));
            assertThat(kind.wake(settings, STEP, new Wake(Map.of(), null)).output())
                    .containsEntry("taken", false);
        }
    }

    @Nested
    class AsyncResultCheck {
        private final FakeCommands commands = new FakeCommands();
        private final AsyncResultCheckNode kind = new AsyncResultCheckNode(commands);

        private Outcome wake(String settings, Map<String, Object> kept) {
            return kind.wake(TestStep.settings(kind, settings), STEP, new Wake(Map.copyOf(kept), null));
        }

        @Test
        void looksAfterAMinuteThenEveryHalfAndAtOnceWhenTheResultComes() {
            commands.statuses.put("send1", CommandStatus.SENT);

            var first = kind.run(TestStep.settings(kind, "{}"), STEP);
            var second = wake("{}", Map.of("checks", 0));

            var pause = Objects.requireNonNull(first.pause());
            assertThat(pause.event()).isEqualTo("command_result");
            assertThat(pause.match()).isEqualTo(Map.of("sendId", "send1"));
            assertThat(pause.until()).isEqualTo(TestStep.NOON.plusSeconds(60));
            assertThat(Objects.requireNonNull(second.pause()).until()).isEqualTo(TestStep.NOON.plusSeconds(30));
        }

        @ParameterizedTest
        @CsvSource({"SUCCEEDED, success", "FAILED, failed", "PARTIAL, failed", "CANCELLED, failed"})
        void tellsWhatBecameOfIt(CommandStatus status, String result) {
            commands.statuses.put("send1", status);

            var outcome = kind.run(TestStep.settings(kind, "{}"), STEP);

            assertThat(outcome.pause()).isNull();
            assertThat(outcome.output()).containsEntry("resultStatus", result).containsEntry("isRetried", false);
            assertThat(outcome.told()).containsEntry("commandStatus", status.word());
        }

        @Test
        void givesUpAfterTheLastLook() {
            commands.statuses.put("send1", CommandStatus.SENT);

            assertThat(wake("{}", Map.of("checks", 2)).output())
                    .containsEntry("resultStatus", "timeout")
                    .containsEntry("isRetried", true);
        }

        @Test
        void mayFailInstead() {
            commands.statuses.put("send1", CommandStatus.FAILED);

            assertThatThrownBy(() -> wake("{actionOnFailure: fail}", Map.of()))
                    .isInstanceOf(NodeFailed.class)
                    .hasMessageContaining("send1");
        }

        @Test
        void needsACommand() {
            assertThatThrownBy(() -> kind.run(TestStep.settings(kind, "{}"), TestStep.message("x")))
                    .isInstanceOf(NodeFailed.class)
                    .hasMessageContaining("send_command");
        }
    }
}
