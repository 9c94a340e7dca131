package dev.serai.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.TestRedis;
import dev.serai.cache.CachesFixture;
import dev.serai.cache.KeyValueStore;
import dev.serai.flow.NodeType;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What a waiting run knows is at hand beside the database, and never instead of it. */
class ContextTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PAID = "paid";

    private final HikariDataSource database = TestDatabase.fresh();
    private final String prefix = TestRedis.prefix();

    /** Waits as the test says; then leaves what the run knows of node {@code a}. */
    private record Waiting(Function<Step, Wait> begin) implements NodeKind<TestKinds.Nothing> {

        @Override
        public NodeType type() {
            return new NodeType("pause", Set.of(), TestKinds.Nothing.class, Set.of("value"), NodeType.Role.WAIT);
        }

        @Override
        public Outcome run(TestKinds.Nothing settings, Step step) {
            return Outcome.of(Map.of()).waiting(begin.apply(step));
        }

        @Override
        public Outcome wake(TestKinds.Nothing settings, Step step, Wake wake) {
            return Outcome.of(Map.of("value", String.valueOf(step.scope().get("nodes"))));
        }
    }

    /** Notes what is written. */
    private static final class Notebook implements KeyValueStore {

        final Map<String, String> texts = new ConcurrentHashMap<>();
        final List<Integer> puts = new CopyOnWriteArrayList<>();
        final List<String> asked = new CopyOnWriteArrayList<>();
        Runnable beforePut = () -> {};

        @Override
        public boolean keeps() {
            return true;
        }

        @Override
        public Map<String, String> get(Collection<String> keys) {
            asked.addAll(keys);
            var found = new ConcurrentHashMap<>(texts);
            found.keySet().retainAll(keys);
            return found;
        }

        @Override
        public void put(Map<String, String> more, Duration timeToLive) {
            beforePut.run();
            if (!more.isEmpty()) {
                puts.add(more.size());
            }
            texts.putAll(more);
        }

        @Override
        public void remove(Collection<String> keys) {
            texts.keySet().removeAll(keys);
        }

        @Override
        public String place() {
            return "a test";
        }
    }

    private EngineFixture engine(KeyValueStore store, Function<Step, Wait> wait) throws Exception {
        var named = new TestKinds.Doing(
                "echo", Effect.NONE, step -> Outcome.of(Map.of("value", String.valueOf(step.context("userName")))));
        var engine = new EngineFixture(database, store, named, new Waiting(wait), new TestKinds.Ending());
        engine.publish(TestKinds.flow("row", Map.of(), "a:echo", "b:pause", "end:end", "a>b", "b>end"));
        engine.publish(TestKinds.flow("straight", Map.of(), "a:echo", "end:end", "a>end"));
        engine.start();
        return engine;
    }

    private static Wait paid(Step step) {
        return Wait.forEvent(PAID, Map.of(), null);
    }

    private static RunId say(EngineFixture engine) {
        var envelope = EngineFixture.envelope("row", "{\"userName\":\"张三\"}");
        engine.queue.queue().accept(envelope);
        return new RunId(envelope.id());
    }

    private static String key(RunId id) {
        return "engine:context:" + id;
    }

    private static void waits(EngineFixture engine, RunId id) {
        await().atMost(PATIENCE).until(() -> engine.runs
                .find(id)
                .filter(run -> run.status().equals("waiting"))
                .isPresent());
    }

    private static String kept(KeyValueStore store, RunId id) {
        await().atMost(PATIENCE).until(() -> store.get(List.of(key(id))).containsKey(key(id)));
        return store.get(List.of(key(id))).getOrDefault(key(id), "");
    }

    /** What the wait left when the run went on. */
    private static String said(EngineFixture engine, RunId id) {
        await().atMost(PATIENCE).until(() -> engine.runs
                .find(id)
                .filter(run -> run.finishedAt() != null)
                .isPresent());
        var run = engine.runs.find(id).orElseThrow();
        assertThat(run.status()).isEqualTo("completed");
        return run.nodes().get(2).output().path("value").asText();
    }

    /** As only the store has it, not the database. */
    private static void mark(KeyValueStore store, RunId id) {
        store.put(Map.of(key(id), kept(store, id).replace("张三", "李四")), Duration.ofSeconds(60));
    }

    @Test
    void aWaitingRunIsReadFromTheStoreFirst() throws Exception {
        try (var redis = CachesFixture.hub(prefix);
                var engine = engine(redis.store, ContextTests::paid)) {
            var id = say(engine);
            mark(redis.store, id);

            engine.signals.send(PAID, Map.of());

            assertThat(said(engine, id)).contains("李四");
            await().atMost(PATIENCE)
                    .until(() -> redis.store.get(List.of(key(id))).isEmpty());
        }
    }

    @Test
    void theHubThatTakesOverFindsItToo() throws Exception {
        try (var redis = CachesFixture.hub(prefix)) {
            var dying = engine(redis.store, ContextTests::paid);
            var id = say(dying);
            mark(redis.store, id);
            dying.die();

            try (var other = CachesFixture.hub(prefix);
                    var engine = engine(other.store, ContextTests::paid)) {
                await().atMost(PATIENCE).until(() -> engine.signals.send(PAID, Map.of()) > 0 || ended(engine, id));

                assertThat(said(engine, id)).contains("李四");
            }
        }
    }

    private static boolean ended(EngineFixture engine, RunId id) {
        return engine.runs.find(id).filter(run -> run.finishedAt() != null).isPresent();
    }

    @Test
    void whatIsOlderThanTheDatabaseDoesNotCount() throws Exception {
        var store = new Notebook();
        try (var engine = engine(store, ContextTests::paid)) {
            var id = say(engine);
            mark(store, id);
            engine.jdbc
                    .sql("update engine.node_executions set superseded = true where run_id = ? and node_id = 'b'")
                    .param(id.value())
                    .update();

            assertThat(engine.stored.find(id).orElseThrow().executions().toString())
                    .contains("张三", "superseded=true")
                    .doesNotContain("李四");
        }
    }

    @Test
    void whatIsMissingInTheStoreDoesNotCount() throws Exception {
        var store = new Notebook();
        try (var engine = engine(store, ContextTests::paid)) {
            var id = say(engine);
            mark(store, id);
            engine.jdbc.sql("""
                            insert into engine.node_executions (run_id, seq, node_id, kind, status, level, attempt, input, output,
                                started_at, duration_us)
                            select run_id, 7, 'c', kind, status, level, attempt, input, output, started_at, duration_us
                            from engine.node_executions where run_id = ? and node_id = 'a'
                            """).param(id.value()).update();

            assertThat(engine.stored.find(id).orElseThrow().executions()).hasSize(3);
            store.texts.put(key(id), "not JSON");
            assertThat(engine.stored.find(id).orElseThrow().executions()).hasSize(3);
        }
    }

    @Test
    void isTheSameFromTheStoreAsFromTheDatabase() throws Exception {
        var store = new Notebook();
        try (var engine = engine(store, ContextTests::paid)) {
            var id = say(engine);
            kept(store, id);
            var atHand = engine.stored.find(id).orElseThrow();
            store.texts.clear();

            var fromDatabase = engine.stored.find(id).orElseThrow();

            assertThat(atHand.executions())
                    .usingRecursiveComparison()
                    .ignoringFields("startedAt", "took") // the database keeps microseconds
                    .isEqualTo(fromDatabase.executions());
        }
    }

    @Test
    void aRedisThatDiesCostsNoRun() throws Exception {
        try (var server = TestRedis.own();
                var redis = CachesFixture.on(server.url(), prefix, PATIENCE);
                var engine = engine(redis.store, ContextTests::paid)) {
            var before = say(engine);
            mark(redis.store, before);
            server.stop();
            var after = say(engine);
            waits(engine, after);

            engine.signals.send(PAID, Map.of());

            assertThat(said(engine, before)).contains("张三");
            assertThat(said(engine, after)).contains("张三");
        }
    }

    @Test
    void livesAMinute() throws Exception {
        try (var redis = CachesFixture.hub(prefix);
                var engine = engine(redis.store, ContextTests::paid)) {
            var id = say(engine);
            kept(redis.store, id);

            assertThat(redis.timeToLive(key(id))).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(60));
        }
    }

    @Test
    void aRunThatNeverWaitsCostsNothing() throws Exception {
        var store = new Notebook();
        try (var engine = engine(store, ContextTests::paid)) {
            engine.run("straight", "{\"userName\":\"张三\"}");

            assertThat(store.puts).isEmpty();
            assertThat(store.asked).isEmpty();
        }
    }

    @Test
    void whoSurelyWaitsLongerThanAnEntryLivesIsLeftToTheDatabase() throws Exception {
        var store = new Notebook();
        try (var engine = engine(store, step -> Wait.until(step.now().plusSeconds(90)))) {
            waits(engine, say(engine));
        }

        assertThat(store.puts).isEmpty();
    }

    @Test
    void whatIsTooLongIsLeftToTheDatabase() throws Exception {
        var store = new Notebook();
        try (var engine = engine(store, ContextTests::paid)) {
            var name = "x".repeat(300_000);
            var envelope = EngineFixture.envelope("row", "{\"userName\":\"" + name + "\"}");
            engine.queue.queue().accept(envelope);
            var id = new RunId(envelope.id());
            waits(engine, id);

            engine.signals.send(PAID, Map.of());

            assertThat(said(engine, id)).contains(name);
        }

        assertThat(store.puts).isEmpty();
    }

    @Test
    void aCancelledRunIsForgotten() throws Exception {
        var store = new Notebook();
        try (var engine = engine(store, ContextTests::paid)) {
            var id = say(engine);
            kept(store, id);

            engine.control.cancel(id, "王工", "test");

            await().atMost(PATIENCE).until(store.texts::isEmpty);
        }
    }

    @Test
    void tenAreWrittenAtOnceAtMost() throws Exception {
        var store = new Notebook();
        try (var engine = engine(store, ContextTests::paid)) {
            store.beforePut = () -> await().atMost(PATIENCE)
                    .until(() -> engine.count("engine.flow_instances where status = 'waiting'") == 50);
            for (int i = 0; i < 50; i++) {
                say(engine);
            }

            await().atMost(PATIENCE).until(() -> store.texts.size() == 50);
        }

        assertThat(store.puts).allMatch(size -> size <= 10).contains(10);
    }
}
