package dev.serai.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.flow.FlowDefinition;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What people do to runs. */
class RunControlTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static FlowDefinition flow() throws Exception {
        return TestKinds.flow("row", Map.of(), "a:paid", "b:work", "end:end", "a>b", "b>end");
    }

    private static TestKinds.Doing paid() {
        return new TestKinds.Doing("paid", Effect.IDEMPOTENT, step -> Outcome.of(Map.of("value", "paid")));
    }

    private static RunId say(EngineFixture engine) {
        var envelope = EngineFixture.envelope("row", "{}");
        engine.queue.queue().accept(envelope);
        return new RunId(envelope.id());
    }

    private static void await(EngineFixture engine, RunId id, String status) {
        Awaitility.await().atMost(PATIENCE).until(() -> engine.runs
                .find(id)
                .filter(run -> run.status().equals(status))
                .isPresent());
    }

    @Test
    void aWaitingRunThatIsCalledOffWaitsNoMore() throws Exception {
        var work = new TestKinds.Doing("work", Effect.NONE, step -> Outcome.of(Map.of())
                .waiting(Wait.until(step.now().plusSeconds(1))));
        try (var engine = new EngineFixture(paid(), work, new TestKinds.Ending())) {
            engine.publish(flow());
            engine.start();
            var id = say(engine);
            await(engine, id, "waiting");

            assertThat(engine.control.cancel(id, "王五", "已撤单")).isTrue();
            assertThat(engine.control.cancel(id, "王五", "again")).isFalse();

            assertThat(engine.count("engine.waits")).isZero();
            var run = engine.runs.find(id).orElseThrow();
            assertThat(run.status()).isEqualTo("cancelled");
            assertThat(run.error()).isEqualTo("Cancelled by 王五: 已撤单");
        }
    }

    @Test
    void aRunOnItsWayStopsBeforeItsNextNode() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var work = new TestKinds.Doing("work", Effect.NONE, step -> Outcome.of(Map.of("value", "never")));
        var slow = new TestKinds.Doing("paid", Effect.IDEMPOTENT, step -> {
            begun.countDown();
            try {
                assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Outcome.of(Map.of());
        });
        var first = new TestKinds.Doing("first", Effect.IDEMPOTENT, step -> Outcome.of(Map.of()));
        var longer = TestKinds.flow("row", Map.of(), "f:first", "a:paid", "b:work", "end:end", "f>a", "a>b", "b>end");
        try (var engine = new EngineFixture(slow, work, first, new TestKinds.Ending())) {
            engine.publish(longer);
            engine.start();
            var id = say(engine);
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

            assertThat(engine.control.cancel(id, "王五", "停")).isTrue();
            go.countDown();

            Awaitility.await().atMost(PATIENCE).until(() -> engine.count("queue.delivery") == 0);
            assertThat(work.calls).hasValue(0);
            assertThat(engine.runs.find(id).orElseThrow().status()).isEqualTo("cancelled");
        }
    }

    @Test
    void aFailedRunGoesOnWhereItFailed() throws Exception {
        var broken = new AtomicBoolean(true);
        var work = new TestKinds.Doing("work", Effect.NONE, step -> {
            if (broken.get()) {
                throw new NodeFailed("broken", false, null);
            }
            return Outcome.of(Map.of("value", "mended"));
        });
        var paid = paid();
        try (var engine = new EngineFixture(paid, work, new TestKinds.Ending())) {
            engine.publish(flow());
            engine.start();
            var id = say(engine);
            await(engine, id, "failed");
            broken.set(false);

            assertThat(engine.control.retry(id, null, "王五")).isTrue();

            await(engine, id, "completed");
            assertThat(paid.calls).hasValue(1);
            assertThat(engine.runs.find(id).orElseThrow().result().toString()).isEqualTo("{\"value\":\"mended\"}");
            assertThat(engine.count("engine.waits")).isZero();
        }
    }

    @Test
    void aRunGoesOnFromAnEarlierNodeAndSaysWhatWouldHappenAgain() throws Exception {
        var work = new TestKinds.Doing("work", Effect.NONE, step -> Outcome.of(Map.of("value", "done")));
        var paid = paid();
        try (var engine = new EngineFixture(paid, work, new TestKinds.Ending())) {
            engine.publish(flow());
            engine.start();
            var id = say(engine);
            await(engine, id, "completed");

            assertThat(engine.control.wouldRepeat(id, "b")).isEmpty();
            assertThat(engine.control.wouldRepeat(id, "a"))
                    .containsExactly(new RunControl.Repeated("a", "paid", false));
            assertThatThrownBy(() -> engine.control.retry(id, "nowhere", "王五"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("nowhere");
            assertThat(engine.control.retry(id, "a", "王五")).isTrue();

            Awaitility.await().atMost(PATIENCE).until(() -> paid.calls.get() == 2);
            await(engine, id, "completed");
            assertThat(work.calls).hasValue(2);
            assertThat(engine.count("engine.node_executions where superseded")).isEqualTo(3);
        }
    }
}
