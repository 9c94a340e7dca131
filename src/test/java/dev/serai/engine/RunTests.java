package dev.serai.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.serai.flow.NodePolicy;
import dev.serai.flow.OnError;
import dev.serai.flow.RetryPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

class RunTests {

    private static final String MESSAGE = "{\"message\":{\"content\":\"你好\"},\"variables\":{\"a\":\"1\"}}";

    private static NodePolicy onError(OnError onError) {
        var output = JsonNodeFactory.instance.objectNode().put("value", "instead");
        return new NodePolicy(
                new RetryPolicy(3, Duration.ofSeconds(1), 2, Duration.ofSeconds(5)), null, onError, output);
    }

    private static TestKinds.Doing failing() {
        return new TestKinds.Doing("fail", Effect.NONE, step -> {
            throw new IllegalStateException("out of order");
        });
    }

    @Test
    void runsNodeAfterNodeAndKeepsWhatEachDid() throws Exception {
        try (var engine = new EngineFixture(TestKinds.echo(), new TestKinds.Ending())) {
            engine.publish(TestKinds.flow("row", Map.of(), "a:echo", "b:echo", "end:end", "a>b", "b>end"));

            var run = engine.run("row", MESSAGE);

            assertThat(engine.path(run)).containsExactly("a", "b", "end");
            assertThat(run.status()).isEqualTo("completed");
            assertThat(run.result().toString()).isEqualTo("{\"value\":\"b\"}");
            assertThat(run.input().at("/message/content").asText()).isEqualTo("你好");
            assertThat(run.nodes())
                    .allMatch(node -> node.attempt() == 1 && node.level().equals("INFO"));
            await().untilAsserted(
                            () -> assertThat(engine.heard).hasSize(4).last().isInstanceOf(RunEvent.Finished.class));
            assertThat(engine.heard)
                    .filteredOn(RunEvent.NodeFinished.class::isInstance)
                    .extracting(event -> ((RunEvent.NodeFinished) event).node())
                    .containsExactly("a", "b", "end");
        }
    }

    @Test
    void tellsItsNodesWhichRunItIsAndWhereItCameBy() throws Exception {
        var asking = new TestKinds.Doing("asking", Effect.NONE, step -> {
            var known = new LinkedHashMap<String, Object>();
            for (var field : List.of("instanceId", "flowDefinitionId", "startedAt", "currentNodeId", "executionPath")) {
                known.put(field, String.valueOf(step.context(field)));
            }
            return Outcome.of(Map.of("value", known));
        });
        try (var engine = new EngineFixture(asking, TestKinds.echo(), new TestKinds.Ending())) {
            engine.publish(TestKinds.flow("row", Map.of(), "a:echo", "b:asking", "end:end", "a>b", "b>end"));

            var run = engine.run("row", "{\"executionPath\":[\"elsewhere\"]}");

            var known = run.nodes().get(1).output().path("value");
            assertThat(known.path("instanceId").asText()).isEqualTo(run.runId());
            assertThat(known.path("flowDefinitionId").asText()).isEqualTo("row");
            assertThat(known.path("startedAt").asText())
                    .isEqualTo(run.startedAt().toString());
            assertThat(known.path("currentNodeId").asText()).isEqualTo("b");
            assertThat(known.path("executionPath").asText()).isEqualTo("[a, b]");
        }
    }

    @Test
    void writesAPureRunOnceAtItsEnd() throws Exception {
        try (var engine = new EngineFixture(TestKinds.echo(), new TestKinds.Ending())) {
            engine.publish(TestKinds.flow("row", Map.of(), "a:echo", "b:echo", "end:end", "a>b", "b>end"));
            var commits = new AtomicInteger();
            engine.onCommit = commits::incrementAndGet;

            engine.run("row", MESSAGE);

            assertThat(commits).hasValue(1);
        }
    }

    @Test
    void commitsTheOutcomeOfANodeThatCosts() throws Exception {
        var paid = new TestKinds.Doing("paid", Effect.IDEMPOTENT, step -> Outcome.of(Map.of("value", "dear")));
        try (var engine = new EngineFixture(paid, TestKinds.echo(), new TestKinds.Ending())) {
            engine.publish(TestKinds.flow("row", Map.of(), "a:paid", "b:echo", "end:end", "a>b", "b>end"));
            var commits = new AtomicInteger();
            engine.onCommit = commits::incrementAndGet;

            var run = engine.run("row", MESSAGE);

            assertThat(commits).hasValue(2);
            assertThat(run.status()).isEqualTo("completed");
            assertThat(engine.path(run)).containsExactly("a", "b", "end");
        }
    }

    @Test
    void triesAgainWithGrowingPausesAndThenFailsTheRun() throws Exception {
        try (var engine = new EngineFixture(failing(), new TestKinds.Ending())) {
            var flow = TestKinds.flow("row", Map.of(), "a:fail", "end:end", "a>end");
            engine.publish(TestKinds.with(flow, "a", onError(OnError.FAIL)));

            var run = engine.run("row", MESSAGE);

            assertThat(run.status()).isEqualTo("failed");
            assertThat(run.error()).isEqualTo("Node 'a' failed: out of order");
            assertThat(run.nodes()).singleElement().satisfies(node -> {
                assertThat(node.attempt()).isEqualTo(3);
                assertThat(node.level()).isEqualTo("FATAL");
                assertThat(node.status()).isEqualTo("failed");
            });
            assertThat(engine.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
            await().untilAsserted(() -> assertThat(engine.heard).last().isInstanceOf(RunEvent.Failed.class));
        }
    }

    @Test
    void handsOverNoMoreRowsAtOnceThanTheirTableTakes() throws Exception {
        var writing = new TestKinds.Doing("rows", Effect.NONE, step -> {
            var outcome = Outcome.of(Map.of("value", 25));
            for (int i = 0; i < 25; i++) {
                outcome = outcome.write(Write.of("mock:ten", Map.of("row", i)).atOnce(10));
                outcome = outcome.write(Write.of("mock:all", Map.of("row", i)));
            }
            return outcome;
        });
        try (var engine = new EngineFixture(writing, new TestKinds.Ending())) {
            engine.publish(TestKinds.flow("row", Map.of(), "a:rows", "end:end", "a>end"));

            engine.run("row", MESSAGE);

            assertThat(sizes(engine, "mock:ten")).containsExactly(10, 10, 5);
            assertThat(sizes(engine, "mock:all")).containsExactly(25);
        }
    }

    private static List<Integer> sizes(EngineFixture engine, String endpoint) {
        return engine.camel.getEndpoint(endpoint, MockEndpoint.class).getExchanges().stream()
                .map(exchange -> exchange.getMessage().getBody(List.class).size())
                .toList();
    }

    @Test
    void doesNotTryAgainWhatCannotHelp() throws Exception {
        var hopeless = new TestKinds.Doing("fail", Effect.NONE, step -> {
            throw new NodeFailed("wrong for ever", false, null);
        });
        try (var engine = new EngineFixture(hopeless, new TestKinds.Ending())) {
            engine.publish(TestKinds.flow("row", Map.of(), "a:fail", "end:end", "a>end"));

            var run = engine.run("row", MESSAGE);

            assertThat(run.error()).contains("wrong for ever");
            assertThat(hopeless.calls).hasValue(1);
        }
    }

    @Test
    void aDatabaseThatIsAwayIsNoFaultOfTheNode() throws Exception {
        var away = new AtomicInteger(5);
        var reading = new TestKinds.Doing("read", Effect.NONE, step -> {
            if (away.getAndDecrement() > 0) {
                throw new CannotGetJdbcConnectionException("away");
            }
            return Outcome.of(Map.of("value", "read"));
        });
        try (var engine = new EngineFixture(reading, new TestKinds.Ending())) {
            engine.publish(TestKinds.flow("row", Map.of(), "a:read", "end:end", "a>end"));

            var run = engine.run("row", MESSAGE);

            assertThat(run.status()).isEqualTo("completed");
            assertThat(reading.calls).hasValue(6);
            assertThat(engine.pauses).isEmpty();
        }
    }

    @Test
    void goesOnAfterAFailureWhenItsAuthorWantsIt() throws Exception {
        try (var engine = new EngineFixture(failing(), TestKinds.echo(), new TestKinds.Ending())) {
            var flow = TestKinds.flow("row", Map.of(), "a:fail", "b:echo", "end:end", "a>b", "b>end");
            engine.publish(TestKinds.with(flow, "a", onError(OnError.CONTINUE)));

            var run = engine.run("row", MESSAGE);

            assertThat(run.status()).isEqualTo("completed");
            assertThat(run.nodes().getFirst().level()).isEqualTo("ERROR");
            assertThat(run.nodes().getFirst().output().at("/error/message").asText())
                    .isEqualTo("out of order");
        }
    }

    @Test
    void takesTheDefaultOutputAfterAFailure() throws Exception {
        try (var engine = new EngineFixture(failing(), new TestKinds.Ending())) {
            var flow = TestKinds.flow("row", Map.of(), "a:fail", "end:end", "a>end");
            engine.publish(TestKinds.with(flow, "a", onError(OnError.DEFAULT)));

            var run = engine.run("row", MESSAGE);

            assertThat(run.result().toString()).isEqualTo("{\"value\":\"instead\"}");
        }
    }

    @Test
    void takesTheExceptionBranch() throws Exception {
        try (var engine = new EngineFixture(failing(), TestKinds.echo(), new TestKinds.Ending())) {
            var flow = TestKinds.flow(
                    "row", Map.of(), "a:fail", "b:echo", "c:echo", "end:end", "a>b", "a!>c", "b>end", "c>end");
            engine.publish(TestKinds.with(flow, "a", onError(OnError.BRANCH)));

            var run = engine.run("row", MESSAGE);

            assertThat(engine.path(run)).containsExactly("a", "c", "end");
        }
    }

    @Test
    void interruptsAnAttemptThatTakesTooLong() throws Exception {
        var slow = new TestKinds.Doing("slow", Effect.IDEMPOTENT, step -> {
            try {
                new java.util.concurrent.CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
            return Outcome.of(Map.of());
        });
        try (var engine = new EngineFixture(slow, new TestKinds.Ending())) {
            var flow = TestKinds.flow("row", Map.of(), "a:slow", "end:end", "a>end");
            var policy = new NodePolicy(
                    new RetryPolicy(1, Duration.ofSeconds(1), 2, Duration.ofSeconds(5)),
                    Duration.ofMillis(50),
                    OnError.FAIL,
                    JsonNodeFactory.instance.objectNode());
            engine.publish(TestKinds.with(flow, "a", policy));

            var run = engine.run("row", MESSAGE);

            assertThat(run.error()).contains("longer than PT0.05S");
        }
    }

    @Test
    void storesWhatNodesWantStoredInTheirOwnCommit() throws Exception {
        var writing = new TestKinds.Doing("write", Effect.NONE, step -> Outcome.of(Map.of("value", "x"))
                .write(Write.of(
                        "sql:insert into queue.instance values (:#key, 1, now())?batch=true",
                        Map.of("key", step.effectKey()))));
        try (var engine = new EngineFixture(writing, new TestKinds.Ending())) {
            engine.publish(TestKinds.flow("row", Map.of(), "a:write", "end:end", "a>end"));

            var run = engine.run("row", MESSAGE);

            assertThat(engine.jdbc
                            .sql("select name from queue.instance where name <> 'hub'")
                            .query(String.class)
                            .list())
                    .containsExactly(run.runId() + ":a");
        }
    }

    @Test
    void storesNothingOfASegmentWhenOneOfItsRowsCannotBeStored() throws Exception {
        var good = "sql:insert into queue.instance values ('good', cast(:#epoch as bigint), now())?batch=true";
        var bad = "sql:insert into queue.instance values ('bad', cast(:#epoch as bigint), now())?batch=true";
        var writing = new TestKinds.Doing("write", Effect.NONE, step -> Outcome.of(Map.of("value", "x"))
                .write(Write.of(good, Map.of("epoch", "1")))
                .write(Write.of(bad, Map.of("epoch", "no number"))));
        try (var engine = new EngineFixture(writing, new TestKinds.Ending())) {
            engine.publish(TestKinds.flow("row", Map.of(), "a:write", "end:end", "a>end"));
            engine.start();
            var message = EngineFixture.envelope("row", MESSAGE);
            engine.queue.queue().accept(message);

            await().until(() -> !engine.queue.deadLetters().list(1).isEmpty());

            assertThat(engine.runs.find(new RunId(message.id()))).isEmpty();
            assertThat(engine.count("engine.node_executions")).isZero();
            assertThat(engine.count("queue.instance where name = 'good'")).isZero();
        }
    }

    @Test
    void hidesWhatLooksLikeACredentialInTheLog() throws Exception {
        var telling = new TestKinds.Doing("tell", Effect.NONE, step -> Outcome.of(Map.of("value", "x"))
                .from(Map.of("apiKey", "sk-1", "headers", Map.of("Authorization", "Bearer 1"), "maxTokens", 5)));
        try (var engine = new EngineFixture(telling, new TestKinds.Ending())) {
            engine.publish(TestKinds.flow("row", Map.of(), "a:tell", "end:end", "a>end"));

            var run = engine.run("row", MESSAGE);

            assertThat(run.nodes().getFirst().input().toString())
                    .contains("\"apiKey\":\"***\"", "\"Authorization\":\"***\"", "\"maxTokens\":5");
        }
    }

    @Test
    void aMessageForAFlowThatIsNotActiveBecomesADeadLetter() throws Exception {
        try (var engine = new EngineFixture(new TestKinds.Ending())) {
            engine.start();
            engine.queue.queue().accept(EngineFixture.envelope("nowhere", MESSAGE));

            await().until(() -> !engine.queue.deadLetters().list(1).isEmpty());

            assertThat(engine.queue.deadLetters().list(1).getFirst().error()).contains("flow 'nowhere'");
        }
    }

    @Test
    void listsTheNewestRunsFirst() throws Exception {
        try (var engine = new EngineFixture(new TestKinds.Ending())) {
            engine.publish(TestKinds.flow("one", Map.of(), "end:end"));
            engine.publish(TestKinds.flow("two", Map.of(), "end:end"));
            engine.run("one", MESSAGE);
            var second = engine.run("two", MESSAGE);

            assertThat(engine.runs.search(new RunFilter(Map.of()), null, 10).runs())
                    .extracting(RunView::flowId)
                    .containsExactly("two", "one");
            assertThat(engine.runs
                            .search(new RunFilter(Map.of("flowId", "two")), null, 10)
                            .runs())
                    .extracting(RunView::runId)
                    .isEqualTo(List.of(second.runId()));
        }
    }
}
