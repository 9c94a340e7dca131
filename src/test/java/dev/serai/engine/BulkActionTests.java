package dev.serai.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.flow.FlowDefinition;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What people do to many runs at once. */
class BulkActionTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final BulkAction.Options OPTIONS = new BulkAction.Options("王五", "试试", null, false);
    private static final RunFilter ALL = new RunFilter(Map.of("flowId", "row"));

    private final HikariDataSource database = TestDatabase.fresh();
    private final AtomicBoolean broken = new AtomicBoolean(true);

    private final TestKinds.Doing paid = new TestKinds.Doing("paid", Effect.IDEMPOTENT, step -> {
        if (broken.get()) {
            throw new NodeFailed("broken", false, null);
        }
        return Outcome.of(Map.of("value", "paid"));
    });

    private static FlowDefinition flow() throws Exception {
        return TestKinds.flow("row", Map.of(), "a:paid", "end:end", "a>end");
    }

    private EngineFixture engine() throws Exception {
        var engine = new EngineFixture(database, paid, new TestKinds.Ending());
        engine.publish(flow());
        return engine;
    }

    private static BulkAction ended(EngineFixture engine, UUID id) {
        await().atMost(PATIENCE)
                .until(() -> !engine.bulk.find(id).orElseThrow().status().equals("running"));
        return engine.bulk.find(id).orElseThrow();
    }

    private static long completed(EngineFixture engine) {
        return engine.count("engine.flow_instances where status = 'completed'");
    }

    @Test
    void asManyAsOneRequestTakesAreRetriedAndTheRestWithTheNext() throws Exception {
        try (var engine = engine()) {
            for (int i = 0; i < EngineFixture.BULK + 2; i++) {
                engine.run("row", "{}");
            }
            var preview = engine.bulk.preview(BulkAction.Verb.RETRY, ALL, OPTIONS);
            broken.set(false);

            var first = ended(engine, engine.bulk.start(BulkAction.Verb.RETRY, ALL, OPTIONS));
            await().atMost(PATIENCE).until(() -> completed(engine) == EngineFixture.BULK);
            var second = ended(engine, engine.bulk.start(BulkAction.Verb.RETRY, ALL, OPTIONS));

            assertThat(preview)
                    .isEqualTo(new BulkAction.Preview(
                            EngineFixture.BULK,
                            true,
                            java.util.List.of(new BulkAction.Preview.Effects(
                                    "a", "paid", "idempotent", EngineFixture.BULK, true))));
            assertThat(first.done()).isEqualTo(EngineFixture.BULK);
            assertThat(first.more()).isTrue();
            assertThat(second.done()).isEqualTo(2);
            assertThat(second.more()).isFalse();
            await().atMost(PATIENCE).until(() -> completed(engine) == EngineFixture.BULK + 2);
        }
    }

    @Test
    void whatADeadHubHadBegunAnotherOneEndsAndDoesNothingTwice() throws Exception {
        broken.set(false);
        var dying = engine();
        for (int i = 0; i < 4; i++) {
            dying.run("row", "{}");
        }
        dying.bulk.stop();
        var id = dying.bulk.start(BulkAction.Verb.RERUN, ALL, OPTIONS);
        var newest = dying.runs.search(ALL, null, 1).runs().getFirst();
        var copy = UUID.nameUUIDFromBytes(
                ("rerun:" + id + ":" + newest.runId()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        dying.reruns.start(RunId.of(newest.runId()), OPTIONS.replay(), new RunId(copy));
        await().atMost(PATIENCE).until(() -> completed(dying) == 5);
        dying.die();

        try (var engine = new EngineFixture(database, paid, new TestKinds.Ending())) {
            engine.publish(flow());
            engine.start();
            var action = ended(engine, id);

            assertThat(action.done()).isEqualTo(4);
            await().atMost(PATIENCE).until(() -> completed(engine) == 8 && engine.count("queue.delivery") == 0);
            assertThat(paid.calls).hasValue(8);
        }
    }

    @Test
    void aRunThatCannotBeHadGoOnKeepsNoOtherFromDoingSo() throws Exception {
        try (var engine = engine()) {
            engine.run("row", "{}");
            engine.run("row", "{}");
            engine.jdbc
                    .sql("update engine.flow_instances set flow_version = '9.9.9' where id = cast(? as uuid)")
                    .param(engine.runs.search(ALL, null, 1).runs().getFirst().runId())
                    .update();
            broken.set(false);

            var action = ended(engine, engine.bulk.start(BulkAction.Verb.RETRY, ALL, OPTIONS));

            assertThat(action.done()).isOne();
            assertThat(action.failed()).isOne();
            assertThat(action.errors()).singleElement().asString().contains("flow 'row' has no version 9.9.9");
            await().atMost(PATIENCE).until(() -> completed(engine) == 1);
        }
    }

    @Test
    void thoseThatWaitAreCalledOff() throws Exception {
        var waits = new TestKinds.Doing("paid", Effect.NONE, step -> Outcome.of(Map.of())
                .waiting(Wait.until(step.now().plusSeconds(600))));
        try (var engine = new EngineFixture(database, waits, new TestKinds.Ending())) {
            engine.publish(flow());
            engine.start();
            for (int i = 0; i < 3; i++) {
                engine.queue.queue().accept(EngineFixture.envelope("row", "{}"));
            }
            await().atMost(PATIENCE).until(() -> engine.count("engine.flow_instances where status = 'waiting'") == 3);

            var action = ended(engine, engine.bulk.start(BulkAction.Verb.CANCEL, ALL, OPTIONS));

            assertThat(action.done()).isEqualTo(3);
            assertThat(engine.count("engine.waits")).isZero();
            assertThat(engine.count("engine.flow_instances where error = 'Cancelled by 王五: 试试'"))
                    .isEqualTo(3);
        }
    }

    @Test
    void nothingMoreIsDoneOnceItIsStopped() throws Exception {
        try (var engine = engine()) {
            engine.run("row", "{}");
            engine.bulk.stop();
            var id = engine.bulk.start(BulkAction.Verb.CANCEL, new RunFilter(Map.of()), OPTIONS);

            assertThat(engine.bulk.stop(id)).isTrue();
            assertThat(engine.bulk.stop(id)).isFalse();

            assertThat(engine.bulk.find(id).orElseThrow().status()).isEqualTo("stopped");
            assertThat(engine.bulk.list(5)).extracting(BulkAction::id).containsExactly(id);
        }
    }

    @Test
    void saysWhichRunsItCannotBeDoneTo() throws Exception {
        try (var engine = engine()) {
            var completed = new RunFilter(Map.of("status", "completed"));

            assertThatThrownBy(() -> engine.bulk.start(BulkAction.Verb.CANCEL, completed, OPTIONS))
                    .hasMessage("status: runs that are completed are none to cancel; ask for running, waiting, or leave"
                            + " it out");
            assertThatThrownBy(() -> BulkAction.Verb.of("delete"))
                    .hasMessage("action: 'delete' is unknown; use cancel, retry or rerun");
        }
    }
}
