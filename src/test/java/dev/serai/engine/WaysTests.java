package dev.serai.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.flow.Expression;
import dev.serai.flow.FlowDefinition;
import dev.serai.flow.Forking;
import dev.serai.flow.NodeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.apache.camel.model.ProcessorDefinition;
import org.junit.jupiter.api.Test;

/** Ways of a run that part and meet again: branches that are gone at the same time, and iterations of loops. */
class WaysTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HikariDataSource database = TestDatabase.fresh();

    record Starts(List<String> starts, int needed) implements Forking {}

    /** Goes several ways at once and waits for as many as its author wants. */
    private static final class Forked implements NodeKind<Starts> {
        @Override
        public NodeType type() {
            return new NodeType("fork", Set.of(), Starts.class, Set.of("results"), NodeType.Role.PARALLEL);
        }

        @Override
        public Outcome run(Starts settings, Step step) {
            var arrived = step.meeting().arrived();
            return arrived.size() >= settings.needed()
                    ? Outcome.of(Map.of("results", arrived))
                    : Outcome.of(Map.of()).waiting(Wait.forTheOthers());
        }

        @Override
        public void weave(ProcessorDefinition<?> route, Weave<Starts> weave) {
            weave.parallel(route);
            weave.step(route);
        }
    }

    record Items(Expression items, int concurrency, int maxIterations) implements Looping {}

    /** Runs its body for each item. */
    private static final class Each implements NodeKind<Items> {
        @Override
        public NodeType type() {
            return new NodeType("each", Set.of(), Items.class, Set.of("results"), NodeType.Role.LOOP);
        }

        @Override
        public Outcome run(Items settings, Step step) {
            var meeting = step.meeting();
            return meeting.arrived().size() < meeting.ways()
                    ? Outcome.of(Map.of()).waiting(Wait.forTheOthers())
                    : Outcome.of(Map.of(
                            "results",
                            meeting.arrived().values().stream()
                                    .map(left -> left.get("value"))
                                    .toList()));
        }

        @Override
        public void weave(ProcessorDefinition<?> route, Weave<Items> weave) {
            weave.iterations(route);
            weave.step(route);
        }
    }

    private static FlowDefinition fork(int needed) throws Exception {
        return TestKinds.flow(
                "ways",
                Map.of("f", "{\"starts\":[\"a\",\"b\"],\"needed\":" + needed + "}"),
                "f:fork",
                "a:left",
                "b:right",
                "c:last",
                "end:end",
                "a>c",
                "b>c",
                "c>end");
    }

    private static FlowDefinition loop(int concurrency, int most) throws Exception {
        var settings = "{\"items\":\"variables.list\",\"concurrency\":%d,\"maxIterations\":%d}";
        return TestKinds.flow(
                "ways",
                Map.of("l", settings.formatted(concurrency, most)),
                "s:right",
                "l:each",
                "a:left",
                "c:last",
                "end:end",
                "s>l",
                "l>a",
                "a>l",
                "l>c",
                "c>end");
    }

    private static final String LIST = "{\"variables\":{\"list\":[\"甲\",\"乙\",\"丙\"]}}";

    private EngineFixture engine(TestKinds.Doing left, TestKinds.Doing right, TestKinds.Doing last) throws Exception {
        return new EngineFixture(database, left, right, last, new Forked(), new Each(), new TestKinds.Ending());
    }

    private static TestKinds.Doing saying(String name, String value) {
        return new TestKinds.Doing(
                name, Effect.NONE, step -> Outcome.of(Map.of("value", value)).name(Map.of(name, value)));
    }

    private static TestKinds.Doing summing() {
        return new TestKinds.Doing(
                "last",
                Effect.NONE,
                step -> Outcome.of(Map.of("value", step.scope().get("variables").toString())));
    }

    private static TestKinds.Doing pausing(String name, Instant until) {
        return new TestKinds.Doing(name, Effect.NONE, step -> Outcome.of(Map.of("value", name))
                .name(Map.of(name, name))
                .waiting(Wait.until(until)));
    }

    private static RunId say(EngineFixture engine, String payload) {
        var envelope = EngineFixture.envelope("ways", payload);
        engine.queue.queue().accept(envelope);
        return new RunId(envelope.id());
    }

    private static RunView ended(EngineFixture engine, RunId id) {
        await().atMost(PATIENCE).until(() -> engine.runs
                .find(id)
                .filter(run -> run.finishedAt() != null)
                .isPresent());
        return engine.runs.find(id).orElseThrow();
    }

    @Test
    void branchesAreGoneAtTheSameTimeAndWhatTheyFoundOutIsPutTogether() throws Exception {
        var both = new CyclicBarrier(2);
        var left = meetingAt("left", both);
        var right = meetingAt("right", both);
        try (var engine = engine(left, right, summing())) {
            engine.publish(fork(2));

            var run = engine.run("ways", "{}");

            assertThat(run.status()).isEqualTo("completed");
            assertThat(engine.path(run)).containsExactlyInAnyOrder("a", "b", "f", "c", "end");
            assertThat(run.nodes().get(2).nodeId()).isEqualTo("f");
            assertThat(run.result().toString()).contains("left", "right");
        }
    }

    private static TestKinds.Doing meetingAt(String name, CyclicBarrier barrier) {
        return new TestKinds.Doing(name, Effect.NONE, step -> {
            try {
                barrier.await(20, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException("the other branch did not come", e);
            }
            return Outcome.of(Map.of("value", name)).name(Map.of(name, name));
        });
    }

    @Test
    void theMeetingWaitsForABranchThatWaits() throws Exception {
        var right = saying("right", "r");
        try (var engine = engine(pausing("left", Instant.now().plusSeconds(1)), right, summing())) {
            engine.publish(fork(2));
            engine.start();
            var id = say(engine, "{}");

            var run = ended(engine, id);

            assertThat(engine.path(run).subList(0, 2)).containsExactlyInAnyOrder("a", "b");
            assertThat(engine.path(run).subList(2, engine.path(run).size())).containsExactly("a", "f", "c", "end");
            assertThat(right.calls).hasValue(1);
            assertThat(run.result().toString()).contains("right=r");
            assertThat(engine.count("engine.waits")).isZero();
        }
    }

    @Test
    void aBranchOnItsWayIsNotGoneTwiceWhenTheOneThatWaitsIsDue() throws Exception {
        var due = Instant.now().plusSeconds(1);
        var right = new TestKinds.Doing("right", Effect.IDEMPOTENT, step -> Outcome.of(Map.of("value", "r")));
        var slow = new TestKinds.Doing("slow", Effect.NONE, step -> {
            await().atMost(PATIENCE).until(() -> Instant.now().isAfter(due.plusMillis(1500)));
            return Outcome.of(Map.of("value", "slow"));
        });
        var flow = TestKinds.flow(
                "ways",
                Map.of("f", "{\"starts\":[\"a\",\"b\"],\"needed\":2}"),
                "f:fork",
                "a:left",
                "b:right",
                "s:slow",
                "c:last",
                "end:end",
                "a>c",
                "b>s",
                "s>c",
                "c>end");
        try (var engine = new EngineFixture(
                database, pausing("left", due), right, slow, summing(), new Forked(), new TestKinds.Ending())) {
            engine.publish(flow);
            engine.start();

            var run = ended(engine, say(engine, "{}"));

            assertThat(run.status()).isEqualTo("completed");
            assertThat(slow.calls).hasValue(1);
            assertThat(right.calls).hasValue(1);
        }
    }

    @Test
    void aMeetingOfOneGoesOnWithoutTheOther() throws Exception {
        try (var engine = engine(pausing("left", Instant.now().plusSeconds(4)), saying("right", "r"), summing())) {
            engine.publish(fork(1));
            engine.start();

            var run = ended(engine, say(engine, "{}"));

            assertThat(run.durationMs()).isLessThan(3500);
            assertThat(run.result().toString()).contains("right=r").doesNotContain("left");
            assertThat(engine.count("engine.waits")).isZero();
        }
    }

    @Test
    void aBranchThatFailsFailsTheRun() throws Exception {
        var failing = new TestKinds.Doing("left", Effect.NONE, step -> {
            throw new NodeFailed("broken", false, null);
        });
        try (var engine = engine(failing, saying("right", "r"), summing())) {
            engine.publish(fork(2));

            var run = engine.run("ways", "{}");

            assertThat(run.status()).isEqualTo("failed");
            assertThat(run.error()).contains("broken");
        }
    }

    @Test
    void aBranchThatWasDoneIsNotDoneAgainByAnotherProcess() throws Exception {
        var until = Instant.now().plusSeconds(2);
        var first = saying("right", "r");
        var dying = engine(pausing("left", until), first, summing());
        dying.publish(fork(2));
        dying.start();
        var id = say(dying, "{}");
        await().atMost(PATIENCE).until(() -> dying.runs
                .find(id)
                .filter(run -> run.status().equals("waiting"))
                .isPresent());
        dying.die();
        var second = saying("right", "again");

        try (var engine = engine(pausing("left", until), second, summing())) {
            engine.publish(fork(2));
            engine.start();

            var run = ended(engine, id);

            assertThat(run.result().toString()).contains("right=r", "left=left");
            assertThat(first.calls).hasValue(1);
            assertThat(second.calls).hasValue(0);
        }
    }

    @Test
    void iterationsRunOneAfterTheOtherAndKeepWhatTheyFindOutToThemselves() throws Exception {
        var body = new TestKinds.Doing("left", Effect.NONE, step -> {
            var variables = (Map<?, ?>) step.scope().get("variables");
            return Outcome.of(Map.of("value", variables.get("index") + ":" + variables.get("item")))
                    .name(Map.of("seen", "x"));
        });
        try (var engine = engine(body, saying("right", "r"), summing())) {
            engine.publish(loop(1, 10));

            var run = engine.run("ways", LIST);

            assertThat(engine.path(run)).containsExactly("s", "a", "a", "a", "l", "c", "end");
            assertThat(run.nodes().get(4).output().toString()).isEqualTo("{\"results\":[\"0:甲\",\"1:乙\",\"2:丙\"]}");
            assertThat(run.result().toString()).doesNotContain("seen");
        }
    }

    @Test
    void iterationsThatWaitComeOneAfterTheOther() throws Exception {
        var body = new TestKinds.Doing("left", Effect.NONE, step -> Outcome.of(
                        Map.of("value", step.effectKey().replaceFirst(".*:", "")))
                .waiting(Wait.until(step.now().plusMillis(60))));
        try (var engine = engine(body, saying("right", "r"), summing())) {
            engine.publish(loop(1, 10));
            engine.start();

            var run = ended(engine, say(engine, LIST));

            assertThat(engine.path(run)).containsExactly("s", "a", "a", "a", "a", "a", "a", "l", "c", "end");
            assertThat(run.nodes().get(7).output().toString()).isEqualTo("{\"results\":[\"l[0]\",\"l[1]\",\"l[2]\"]}");
            assertThat(body.calls).hasValue(3);
        }
    }

    @Test
    void asManyIterationsRunAtTheSameTimeAsTheAuthorAllows() throws Exception {
        var two = new CountDownLatch(2);
        var body = new TestKinds.Doing("left", Effect.NONE, step -> {
            two.countDown();
            try {
                assertThat(two.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Outcome.of(Map.of("value", ((Map<?, ?>) step.scope().get("variables")).get("item")));
        });
        try (var engine = engine(body, saying("right", "r"), summing())) {
            engine.publish(loop(2, 10));

            var run = engine.run("ways", LIST);

            assertThat(run.status()).isEqualTo("completed");
            assertThat(body.calls).hasValue(3);
        }
    }

    @Test
    void aListThatIsTooLongFailsTheRun() throws Exception {
        try (var engine = engine(saying("left", "l"), saying("right", "r"), summing())) {
            engine.publish(loop(1, 2));

            var run = engine.run("ways", LIST);

            assertThat(run.status()).isEqualTo("failed");
            assertThat(run.error()).contains("3 items", "maxIterations, 2");
        }
    }

    @Test
    void theExportedRouteIsTheSameWhenItIsReadBack() throws Exception {
        try (var engine = engine(saying("left", "l"), saying("right", "r"), summing())) {
            assertThat(exported(engine, fork(2))).contains("multicast", "engine-gather");
        }
        var again = TestDatabase.fresh();
        try (var engine = new EngineFixture(
                again, saying("left", "l"), saying("right", "r"), summing(), new Each(), new TestKinds.Ending())) {
            assertThat(exported(engine, loop(2, 10))).contains("split", "${variable.items}");
        }
    }

    private static String exported(EngineFixture engine, FlowDefinition flow) throws Exception {
        var yaml = new CamelExport(engine.host).yaml(engine.publish(flow));
        var kinds = new Kinds(List.of(
                saying("left", "l"),
                saying("right", "r"),
                summing(),
                new Forked(),
                new Each(),
                new TestKinds.Ending()));
        try (var fresh =
                Reread.of(yaml, kinds, new NodeRunner(engine.segments, engine.attempts, EngineFixture.PROPERTIES))) {
            fresh.start();
            assertThat(RouteYaml.of(fresh.getRouteDefinitions())).isEqualTo(yaml);
        }
        return yaml;
    }
}
