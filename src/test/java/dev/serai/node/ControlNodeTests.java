package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.engine.Meeting;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.RunId;
import dev.serai.engine.Step;
import dev.serai.engine.Wake;
import dev.serai.flow.SettingsRejected;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlNodeTests {

    /** A turn in which ways meet. */
    private record MeetingStep(TestStep of, Meeting meeting) implements Step {

        static MeetingStep of(int ways, String... arrived) {
            var left = new LinkedHashMap<String, Map<String, Object>>();
            for (var way : arrived) {
                left.put(way, Map.of("value", "of " + way));
            }
            return new MeetingStep(TestStep.message("在吗"), new Meeting(ways, left));
        }

        @Override
        public RunId run() {
            return of.run();
        }

        @Override
        public String node() {
            return of.node();
        }

        @Override
        public String effectKey() {
            return of.effectKey();
        }

        @Override
        public Map<String, Object> scope() {
            return of.scope();
        }

        @Override
        public Object context(String field) {
            return of.context(field);
        }

        @Override
        public Instant now() {
            return of.now();
        }
    }

    @Nested
    class Parallel {
        private final ParallelNode kind = new ParallelNode();

        @ParameterizedTest
        @CsvSource({
            "all, 2, false",
            "all, 3, true",
            "any, 0, false",
            "any, 1, true",
            "2, 1, false",
            "2, 2, true",
            "9, 3, true"
        })
        void goesOnWhenEnoughWaysHaveArrived(String join, int arrived, boolean on) {
            var settings = TestStep.settings(kind, "{branches: [a, b, c], join: '" + join + "'}");
            var ways = List.of("a", "b", "c").subList(0, arrived).toArray(String[]::new);

            var outcome = kind.run(settings, MeetingStep.of(3, ways));

            assertThat(outcome.pause() == null).isEqualTo(on);
            assertThat(outcome.output().containsKey("results")).isEqualTo(on);
        }

        @Test
        void goesOnWithWhatHasArrivedWhenItsTimeIsOver() {
            var settings = TestStep.settings(kind, "{branches: [a, b], timeout: 5m}");

            var pause = Objects.requireNonNull(
                    kind.run(settings, MeetingStep.of(2, "b")).pause());
            var late = kind.wake(settings, MeetingStep.of(2, "b"), new Wake(Map.of(), null));

            assertThat(pause.until()).isEqualTo(TestStep.NOON.plus(Duration.ofMinutes(5)));
            assertThat(late.output()).isEqualTo(Map.of("results", Map.of("b", Map.of("value", "of b"))));
            assertThatThrownBy(() -> kind.wake(settings, MeetingStep.of(2), new Wake(Map.of(), null)))
                    .isInstanceOf(NodeFailed.class);
        }

        @Test
        void takesIdsAndTargetsAlike() {
            var settings = TestStep.settings(kind, "{branches: [a, {targetNodeId: b}]}");

            assertThat(settings.starts()).containsExactly("a", "b");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{join: most}", "{join: '0'}", "{timeout: 0s}"})
        void refusesWhatMakesNoSense(String settings) {
            assertThatThrownBy(() -> TestStep.settings(kind, settings)).isInstanceOf(SettingsRejected.class);
        }
    }

    @Nested
    class Loop {
        private final LoopNode kind = new LoopNode();

        @Test
        void isDoneWhenEachIterationIsAndKeepsTheirOrder() {
            var settings = TestStep.settings(kind, "{items: variables.orders}");

            assertThat(kind.run(settings, MeetingStep.of(2, "1")).pause()).isNotNull();
            assertThat(kind.run(settings, MeetingStep.of(2, "1", "0")).output())
                    .isEqualTo(Map.of("results", List.of(Map.of("value", "of 0"), Map.of("value", "of 1"))));
            assertThat(kind.run(settings, MeetingStep.of(0)).output()).isEqualTo(Map.of("results", List.of()));
        }

        @Test
        void runsItsIterationsOneByOneUnlessItsAuthorWantsMore() {
            var settings = TestStep.settings(kind, "{items: variables.orders}");

            assertThat(settings.concurrency()).isEqualTo(1);
            assertThat(settings.maxIterations()).isEqualTo(1000);
            assertThat(settings.names()).containsExactlyInAnyOrder("item", "index");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"{}", "{items: 'variables. ='}", "{items: a, concurrency: 0}", "{items: a, maxIterations: 0}"
                })
        void refusesWhatMakesNoSense(String settings) {
            assertThatThrownBy(() -> TestStep.settings(kind, settings)).isInstanceOf(SettingsRejected.class);
        }
    }

    @Nested
    class SubFlow {

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{flowId: ''}", "{flowId: a, version: newest}"})
        void refusesWhatMakesNoSense(String settings) {
            assertThatThrownBy(() -> TestStep.settings(new SubFlowNode(null), settings))
                    .isInstanceOf(SettingsRejected.class);
        }

        @Test
        void meansTheActiveVersionAndWaitsUnlessItsAuthorWantsSomethingElse() {
            var settings = TestStep.settings(new SubFlowNode(null), "{flowId: flow_child, version: active}");

            assertThat(settings.version()).isNull();
            assertThat(settings.waits()).isTrue();
            assertThat(TestStep.settings(new SubFlowNode(null), "{flowId: a, wait: false}")
                            .waits())
                    .isFalse();
        }
    }
}
