package dev.serai.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.flow.FlowDefinition;
import dev.serai.flow.NodeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A run that waits holds nothing but rows, and goes on when what it waits for has come, in whatever process. */
class WaitTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HikariDataSource database = TestDatabase.fresh();

    /** Waits as the test says. */
    private record Waiting(Function<Step, Outcome> begin, BiFunction<Step, Wake, Outcome> after, AtomicInteger woken)
            implements NodeKind<TestKinds.Nothing> {

        Waiting(Function<Step, Outcome> begin) {
            this(begin, (step, wake) -> Outcome.of(wake.kept()), new AtomicInteger());
        }

        Waiting(Function<Step, Outcome> begin, BiFunction<Step, Wake, Outcome> after) {
            this(begin, after, new AtomicInteger());
        }

        @Override
        public NodeType type() {
            return new NodeType("pause", Set.of(), TestKinds.Nothing.class, Set.of("value"), NodeType.Role.WAIT);
        }

        @Override
        public Outcome run(TestKinds.Nothing settings, Step step) {
            return begin.apply(step);
        }

        @Override
        public Outcome wake(TestKinds.Nothing settings, Step step, Wake wake) {
            woken.incrementAndGet();
            return after.apply(step, wake);
        }
    }

    private static FlowDefinition flow() throws Exception {
        return TestKinds.flow("row", Map.of(), "a:echo", "b:pause", "c:echo", "end:end", "a>b", "b>c", "c>end");
    }

    private EngineFixture engine(Waiting waiting, TestKinds.Doing echo) throws Exception {
        var engine = new EngineFixture(database, echo, waiting, new TestKinds.Ending());
        engine.publish(flow());
        engine.start();
        return engine;
    }

    private static RunId say(EngineFixture engine) {
        var envelope = EngineFixture.envelope("row", "{\"userName\":\"张三\"}");
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

    private static void waits(EngineFixture engine, RunId id) {
        await().atMost(PATIENCE).until(() -> engine.runs
                .find(id)
                .filter(run -> run.status().equals("waiting"))
                .isPresent());
    }

    private static Outcome kept() {
        return Outcome.of(Map.of("value", "kept"));
    }

    @Test
    void goesOnWhenTheMomentHasComeWithWhatItHadLeft() throws Exception {
        var waiting = new Waiting(step -> kept().waiting(Wait.until(step.now().plusMillis(300))));
        var echo = TestKinds.echo();
        try (var engine = engine(waiting, echo)) {
            var id = say(engine);

            var run = ended(engine, id);

            assertThat(run.status()).isEqualTo("completed");
            assertThat(engine.path(run)).containsExactly("a", "b", "b", "c", "end");
            assertThat(run.nodes().get(1).status()).isEqualTo("waiting");
            assertThat(run.nodes().get(2).output().toString()).isEqualTo("{\"value\":\"kept\"}");
            assertThat(echo.calls).hasValue(2);
            assertThat(engine.count("engine.waits")).isZero();
            var waited = Duration.between(
                    run.nodes().get(1).startedAt(), run.nodes().get(2).startedAt());
            assertThat(waited).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void aShortWaitStaysInTheRoute() throws Exception {
        var waiting = new Waiting(step -> kept().waiting(Wait.until(step.now().plusMillis(15))));
        try (var engine = engine(waiting, TestKinds.echo())) {
            var run = ended(engine, say(engine));

            assertThat(engine.path(run)).containsExactly("a", "b", "c", "end");
            assertThat(waiting.woken).hasValue(0);
            assertThat(run.durationMs()).isGreaterThanOrEqualTo(14);
        }
    }

    @Test
    void anEventThatMatchesWakesItAndOthersDoNot() throws Exception {
        var waiting = new Waiting(
                step -> Outcome.of(Map.of()).waiting(Wait.forEvent("paid", Map.of("order", "17"), null)),
                (step, wake) -> Outcome.of(Map.of(
                        "value",
                        wake.event() == null
                                ? "late"
                                : String.valueOf(wake.event().get("by")))));
        try (var engine = engine(waiting, TestKinds.echo())) {
            var id = say(engine);
            waits(engine, id);

            assertThat(engine.signals.send("paid", Map.of("order", "18", "by", "李四")))
                    .isZero();
            assertThat(engine.signals.send("lost", Map.of("order", "17"))).isZero();
            assertThat(engine.signals.send("paid", Map.of("order", "17", "by", "张三")))
                    .isOne();

            var run = ended(engine, id);
            assertThat(run.nodes().get(2).output().toString()).isEqualTo("{\"value\":\"张三\"}");
            assertThat(engine.signals.send("paid", Map.of("order", "17", "by", "again")))
                    .isZero();
        }
    }

    @Test
    void anEventThatDoesNotComeEndsWithItsTime() throws Exception {
        var waiting = new Waiting(
                step -> Outcome.of(Map.of())
                        .waiting(Wait.forEvent("paid", Map.of(), step.now().plusMillis(100))),
                (step, wake) -> Outcome.of(Map.of("value", wake.timedOut())));
        try (var engine = engine(waiting, TestKinds.echo())) {
            var run = ended(engine, say(engine));

            assertThat(run.nodes().get(2).output().toString()).isEqualTo("{\"value\":true}");
        }
    }

    @Test
    void anEventThatComesWhileItGoesOnIsNotLost() throws Exception {
        var told = new AtomicReference<EngineFixture>();
        var waiting = new Waiting(
                step -> Outcome.of(Map.of())
                        .waiting(Wait.forEvent("paid", Map.of(), step.now().plusMillis(50))),
                (step, wake) -> {
                    if (wake.event() != null) {
                        return Outcome.of(Map.of("value", "seen"));
                    }
                    told.get().signals.send("paid", Map.of());
                    return Outcome.of(Map.of()).waiting(Wait.forEvent("paid", Map.of(), null));
                });
        try (var engine = engine(waiting, TestKinds.echo())) {
            told.set(engine);

            var run = ended(engine, say(engine));

            assertThat(run.nodes().get(3).output().toString()).isEqualTo("{\"value\":\"seen\"}");
        }
    }

    @Test
    void mayWaitAgainAsOftenAsItWants() throws Exception {
        var waiting = new Waiting(
                step -> Outcome.of(Map.of("value", 1))
                        .waiting(Wait.until(step.now().plusMillis(50))),
                (step, wake) -> {
                    var count = 1 + Integer.parseInt(String.valueOf(wake.kept().get("value")));
                    var outcome = Outcome.of(Map.of("value", count));
                    return count < 4 ? outcome.waiting(Wait.until(step.now().plusMillis(50))) : outcome;
                });
        try (var engine = engine(waiting, TestKinds.echo())) {
            var run = ended(engine, say(engine));

            assertThat(run.nodes().stream()
                            .filter(node -> node.nodeId().equals("b"))
                            .map(node -> node.output().path("value").asInt()))
                    .containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void outlivesItsProcess() throws Exception {
        var until = Instant.now().plusSeconds(2);
        var first = TestKinds.echo();
        var dying = engine(new Waiting(step -> kept().waiting(Wait.until(until))), first);
        var id = say(dying);
        waits(dying, id);
        dying.die();
        var second = TestKinds.echo();
        var waiting = new Waiting(step -> kept().waiting(Wait.until(until)));

        try (var engine = engine(waiting, second)) {
            var run = ended(engine, id);

            assertThat(run.status()).isEqualTo("completed");
            assertThat(first.calls).hasValue(1);
            assertThat(second.calls).hasValue(1);
            assertThat(waiting.woken).hasValue(1);
            assertThat(Instant.now()).isAfterOrEqualTo(until);
        }
    }

    @Test
    void manyWakeAtOnce() throws Exception {
        var until = Instant.now().plusSeconds(3);
        var waiting = new Waiting(step -> kept().waiting(Wait.until(until)));
        try (var engine = engine(waiting, TestKinds.echo())) {
            for (int i = 0; i < 500; i++) {
                say(engine);
            }

            await().atMost(PATIENCE)
                    .until(() -> engine.count("engine.flow_instances where status = 'completed'") == 500);
            assertThat(engine.count("engine.node_executions")).isEqualTo(500 * 5);
            assertThat(waiting.woken).hasValue(500);
        }
    }
}
