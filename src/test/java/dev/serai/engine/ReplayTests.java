package dev.serai.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.flow.FlowDefinition;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A run that was cut off goes on from its last commit, in a new process. */
class ReplayTests {

    private final HikariDataSource database = TestDatabase.fresh();

    private static FlowDefinition flow() throws Exception {
        return TestKinds.flow("row", Map.of(), "a:paid", "b:hang", "end:end", "a>b", "b>end");
    }

    /** Runs the first node, commits, and hangs in the second until its process is thrown away. */
    private RunId cutOff(TestKinds.Doing paid, TestKinds.Doing hang, CountDownLatch reached) throws Exception {
        var dying = new EngineFixture(database, paid, hang, new TestKinds.Ending());
        dying.publish(flow());
        dying.start();
        var envelope = EngineFixture.envelope("row", "{\"userName\":\"张三\"}");
        dying.queue.queue().accept(envelope);
        reached.await();
        dying.die();
        return new RunId(envelope.id());
    }

    private static TestKinds.Doing paid() {
        return new TestKinds.Doing(
                "paid", Effect.IDEMPOTENT, step -> Outcome.of(Map.of("value", "for " + step.text("userName")))
                        .tell("intent", "chat")
                        .name(Map.of("v", "1")));
    }

    private static TestKinds.Doing hanging(Effect effect, CountDownLatch reached) {
        return new TestKinds.Doing("hang", effect, step -> {
            reached.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("the process is gone", e);
            }
            return Outcome.of(Map.of());
        });
    }

    @Test
    void doesNotRunAgainWhatWasCommitted() throws Exception {
        var reached = new CountDownLatch(1);
        var id = cutOff(paid(), hanging(Effect.NONE, reached), reached);
        var again = paid();
        var seen = new TestKinds.Doing(
                "hang",
                Effect.NONE,
                step -> Outcome.of(Map.of(
                        "value", step.text("intent") + ((Map<?, ?>) step.scope().get("variables")).get("v"))));

        try (var engine = new EngineFixture(database, again, seen, new TestKinds.Ending())) {
            engine.publish(flow());
            engine.start();

            await().atMost(Duration.ofSeconds(20)).until(() -> engine.runs
                    .find(id)
                    .filter(run -> run.status().equals("completed"))
                    .isPresent());

            assertThat(again.calls).hasValue(0);
            assertThat(engine.runs.find(id).orElseThrow().result().toString()).isEqualTo("{\"value\":\"chat1\"}");
            assertThat(engine.path(engine.runs.find(id).orElseThrow())).containsExactly("a", "b", "end");
        }
    }

    @Test
    void goesOnWithManyMoreRunsThanThereAreConnections() throws Exception {
        int many = 90;
        var reached = new CountDownLatch(many);
        var dying = new EngineFixture(database, paid(), hanging(Effect.NONE, reached), new TestKinds.Ending());
        dying.publish(flow());
        dying.start();
        var accepted = IntStream.range(0, many)
                .mapToObj(i -> dying.queue.queue().request(EngineFixture.envelope("row", "{}"), Duration.ofMinutes(1)))
                .toList();
        assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
        dying.die();
        assertThat(accepted).hasSize(many);
        var again = paid();
        var last = new TestKinds.Doing("hang", Effect.NONE, step -> Outcome.of(Map.of("value", "done")));

        try (var engine = new EngineFixture(database, again, last, new TestKinds.Ending())) {
            engine.publish(flow());
            engine.start();

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> engine.count("engine.flow_instances where status = 'completed'") == many);
            assertThat(again.calls).hasValue(0);
        }
    }

    @Test
    void looksUpWhatMustNotHappenTwice() throws Exception {
        var reached = new CountDownLatch(1);
        var id = cutOff(paid(), hanging(Effect.ONCE, reached), reached);
        var once = new TestKinds.Doing("hang", Effect.ONCE, step -> Outcome.of(Map.of("value", "twice")));
        once.lookUp = step -> Optional.of(Outcome.of(Map.of("value", "found")));

        try (var engine = new EngineFixture(database, paid(), once, new TestKinds.Ending())) {
            engine.publish(flow());
            engine.start();

            await().atMost(Duration.ofSeconds(20)).until(() -> engine.runs
                    .find(id)
                    .filter(run -> run.status().equals("completed"))
                    .isPresent());

            assertThat(once.calls).hasValue(0);
            assertThat(engine.runs.find(id).orElseThrow().result().toString()).isEqualTo("{\"value\":\"found\"}");
        }
    }

    @Test
    void failsForReviewWhenNobodyKnowsWhatBecameOfIt() throws Exception {
        var reached = new CountDownLatch(1);
        var id = cutOff(paid(), hanging(Effect.ONCE, reached), reached);
        var once = new TestKinds.Doing("hang", Effect.ONCE, step -> Outcome.of(Map.of("value", "twice")));

        try (var engine = new EngineFixture(database, paid(), once, new TestKinds.Ending())) {
            engine.publish(flow());
            engine.start();

            await().atMost(Duration.ofSeconds(20)).until(() -> engine.runs
                    .find(id)
                    .filter(run -> run.status().equals("failed"))
                    .isPresent());

            assertThat(once.calls).hasValue(0);
            assertThat(engine.runs.find(id).orElseThrow().error()).contains("must be reviewed");
        }
    }

    @Test
    void answersFromTheTableWhenARunHadFinishedBefore() throws Exception {
        try (var engine = new EngineFixture(database, TestKinds.echo(), new TestKinds.Ending())) {
            engine.publish(TestKinds.flow("row", Map.of(), "a:echo", "end:end", "a>end"));
            var run = engine.run("row", "{}");
            await().until(() -> engine.count("queue.delivery") == 0);
            engine.jdbc
                    .sql("insert into queue.delivery (seq, owner, owner_epoch, claims)"
                            + " select seq, 'hub', (select epoch from queue.instance), 1 from queue.message")
                    .update();

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> engine.jdbc
                                    .sql("select count(*) from queue.delivery")
                                    .query(Integer.class)
                                    .single()
                            == 0);

            assertThat(engine.runs.find(RunId.of(run.runId())).orElseThrow().nodes())
                    .hasSize(2);
        }
    }
}
