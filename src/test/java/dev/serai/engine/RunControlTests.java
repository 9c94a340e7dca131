package dev.serai.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.flow.FlowDefinition;
import dev.serai.flow.Semver;
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

    private static Replay from(String node) {
        return new Replay(node, null, null, false, "王五");
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
            assertThatThrownBy(() -> engine.control.retry(id, Replay.retry("王五")))
                    .isInstanceOf(RunRefused.class)
                    .hasMessageContaining("inside a node that is not over yet");
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

            engine.control.retry(id, Replay.retry("王五"));

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

            assertThat(engine.control.wouldRepeat(id, from("b"))).isEmpty();
            assertThat(engine.control.wouldRepeat(id, from("a")))
                    .containsExactly(new RunControl.Repeated("a", "paid", "idempotent", true));
            assertThatThrownBy(() -> engine.control.retry(id, from("nowhere")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("nowhere");
            engine.control.retry(id, from("a"));

            Awaitility.await().atMost(PATIENCE).until(() -> paid.calls.get() == 2);
            await(engine, id, "completed");
            assertThat(work.calls).hasValue(2);
            assertThat(engine.count("engine.node_executions where superseded")).isEqualTo(3);
        }
    }

    private static FlowDefinition version(String number, FlowDefinition flow) {
        return new FlowDefinition(
                flow.id(),
                flow.name(),
                flow.description(),
                Semver.of(number),
                flow.status(),
                flow.triggerType(),
                flow.nodes(),
                flow.connections());
    }

    private static TestKinds.Doing seeing(String name, Effect effect) {
        return new TestKinds.Doing(
                name,
                effect,
                step -> Outcome.of(
                        Map.of("value", step.text("intent") + step.scope().get("variables"))));
    }

    @Test
    void aNodeSeesTheInputAPersonGivesItAlsoAfterTheNextCrash() throws Exception {
        var work = seeing("work", Effect.NONE);
        try (var engine = new EngineFixture(paid(), work, new TestKinds.Ending())) {
            engine.publish(flow());
            engine.start();
            var id = say(engine);
            await(engine, id, "completed");

            engine.control.retry(
                    id, new Replay("b", null, Map.of("intent", "risk", "variables", Map.of("v", 1)), false, "王五"));

            Awaitility.await().atMost(PATIENCE).until(() -> work.calls.get() == 2);
            await(engine, id, "completed");
            var run = engine.runs.find(id).orElseThrow();
            assertThat(run.result().path("value").asText()).isEqualTo("risk{v=1}");
            assertThat(run.nodes())
                    .filteredOn(node -> node.nodeType().equals("edit"))
                    .singleElement()
                    .satisfies(edit ->
                            assertThat(edit.input().path("intent").asText()).isEqualTo("risk"));
            engine.control.retry(id, from("end"));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> engine.runs.find(id).orElseThrow().nodes().size() == 7);
            await(engine, id, "completed");
            assertThat(work.calls).hasValue(2);
            assertThat(engine.runs.find(id).orElseThrow().result().path("value").asText())
                    .isEqualTo("risk{v=1}");
        }
    }

    @Test
    void onAnotherVersionWhatIsUnchangedKeepsWhatItLeft() throws Exception {
        var paid = paid();
        var work = new TestKinds.Doing("work", Effect.NONE, step -> {
            throw new NodeFailed("broken", false, null);
        });
        var mended = new TestKinds.Doing("mended", Effect.NONE, step -> Outcome.of(Map.of("value", "mended")));
        try (var engine = new EngineFixture(paid, work, mended, new TestKinds.Ending())) {
            engine.publish(flow());
            engine.start();
            var id = say(engine);
            await(engine, id, "failed");
            engine.publish(
                    version("1.1.0", TestKinds.flow("row", Map.of(), "a:paid", "b:mended", "end:end", "a>b", "b>end")));

            engine.control.retry(id, new Replay(null, "active", null, false, "王五"));

            await(engine, id, "completed");
            var run = engine.runs.find(id).orElseThrow();
            assertThat(run.version()).isEqualTo("1.1.0");
            assertThat(run.result().path("value").asText()).isEqualTo("mended");
            assertThat(paid.calls).hasValue(1);
        }
    }

    @Test
    void refusesAVersionThatHasNotTheNode() throws Exception {
        try (var engine = new EngineFixture(paid(), seeing("work", Effect.NONE), new TestKinds.Ending())) {
            engine.publish(flow());
            engine.start();
            var id = say(engine);
            await(engine, id, "completed");
            engine.publish(version("2.0.0", TestKinds.flow("row", Map.of(), "a:paid", "end:end", "a>end")));

            assertThatThrownBy(() -> engine.control.retry(id, new Replay("b", "2.0.0", null, false, "王五")))
                    .hasMessageContaining("fromNode: version 2.0.0 has no node 'b'");
            assertThatThrownBy(() -> engine.control.retry(id, new Replay("b", "3.0.0", null, false, "王五")))
                    .hasMessageContaining("version: flow 'row' has no version 3.0.0");
            assertThatThrownBy(() -> engine.control.retry(id, Replay.retry("王五")))
                    .isInstanceOf(RunRefused.class)
                    .hasMessageContaining("has completed; name the node to go on from");
            assertThat(engine.runs.find(id).orElseThrow().status()).isEqualTo("completed");
        }
    }

    @Test
    void whatMustNotHappenTwiceHappensAgainOnlyIfThatIsSaidAndThenUnderANewKey() throws Exception {
        var keys = new java.util.concurrent.CopyOnWriteArrayList<String>();
        var once = new TestKinds.Doing("paid", Effect.ONCE, step -> {
            keys.add(step.effectKey());
            return Outcome.of(Map.of("value", "number " + keys.size()));
        });
        var work = new TestKinds.Doing(
                "work",
                Effect.NONE,
                step -> Outcome.of(Map.of("value", String.valueOf(step.scope().get("nodes")))));
        try (var engine = new EngineFixture(once, work, new TestKinds.Ending())) {
            engine.publish(flow());
            engine.start();
            var id = say(engine);
            await(engine, id, "completed");

            assertThat(engine.control.wouldRepeat(id, from("a")))
                    .containsExactly(new RunControl.Repeated("a", "paid", "once", false));
            engine.control.retry(id, from("a"));
            Awaitility.await().atMost(PATIENCE).until(() -> work.calls.get() == 2);
            await(engine, id, "completed");
            assertThat(keys).containsExactly(id + ":a");

            var again = new Replay("a", null, null, true, "王五");
            assertThat(engine.control.wouldRepeat(id, again))
                    .containsExactly(new RunControl.Repeated("a", "paid", "once", true));
            engine.control.retry(id, again);
            Awaitility.await().atMost(PATIENCE).until(() -> work.calls.get() == 3);
            await(engine, id, "completed");
            assertThat(keys).containsExactly(id + ":a", id + ":a!1");
            assertThat(engine.runs.find(id).orElseThrow().result().path("value").asText())
                    .contains("number 2");
        }
    }

    @Test
    void aRunThatGoesOnByItselfIsNotRetried() throws Exception {
        var work = new TestKinds.Doing("work", Effect.NONE, step -> Outcome.of(Map.of())
                .waiting(Wait.until(step.now().plusSeconds(60))));
        try (var engine = new EngineFixture(paid(), work, new TestKinds.Ending())) {
            engine.publish(flow());
            engine.start();
            var id = say(engine);
            await(engine, id, "waiting");

            assertThatThrownBy(() -> engine.control.retry(id, Replay.retry("王五")))
                    .isInstanceOf(RunRefused.class)
                    .hasMessageContaining("is waiting; it goes on by itself, or cancel it");
        }
    }

    @Test
    void whatWaitedWhenARunWasCalledOffWaitsAnew() throws Exception {
        var until = new java.util.concurrent.atomic.AtomicReference<>(Duration.ofSeconds(60));
        var work = new TestKinds.Doing("work", Effect.NONE, step -> Outcome.of(Map.of())
                .waiting(Wait.until(step.now().plus(until.get()))));
        try (var engine = new EngineFixture(paid(), work, new TestKinds.Ending())) {
            engine.publish(flow());
            engine.start();
            var id = say(engine);
            await(engine, id, "waiting");
            assertThat(engine.control.cancel(id, "王五", "停")).isTrue();
            until.set(Duration.ofMillis(500));

            engine.control.retry(id, Replay.retry("王五"));

            await(engine, id, "completed");
            assertThat(work.calls).hasValue(2);
            assertThat(engine.count("engine.waits")).isZero();
        }
    }

    @Test
    void allOfARunIsDoneAgainAsANewOne() throws Exception {
        var work = new TestKinds.Doing(
                "work",
                Effect.NONE,
                step -> Outcome.of(Map.of("value", step.text("message", "content") + step.text("rawMessage"))));
        try (var engine = new EngineFixture(paid(), work, new TestKinds.Ending())) {
            engine.publish(flow());
            var old = engine.run("row", "{\"rawMessage\":\"一\",\"message\":{\"content\":\"一\",\"senderName\":\"张三\"}}");
            engine.publish(version("1.1.0", flow()));

            var input = Map.<String, Object>of("message", Map.of("content", "二"));
            var id = engine.reruns.start(RunId.of(old.runId()), new Replay(null, null, input, true, "王五"));

            await(engine, id, "completed");
            var run = engine.runs.find(id).orElseThrow();
            assertThat(run.version()).isEqualTo("1.0.0");
            assertThat(run.rerunOf()).isEqualTo(old.runId());
            assertThat(run.result().path("value").asText()).isEqualTo("二二");
            assertThat(run.input().at("/message/senderName").asText()).isEqualTo("张三");
            assertThat(engine.runs
                            .search(new RunFilter(Map.of("rerunOf", old.runId())), null, 5)
                            .runs())
                    .hasSize(1);
            assertThat(engine.control.wouldRepeatAll(id))
                    .containsExactly(new RunControl.Repeated("a", "paid", "idempotent", true));
        }
    }
}
