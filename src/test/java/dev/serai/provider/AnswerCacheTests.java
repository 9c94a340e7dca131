package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.TestRedis;
import dev.serai.cache.CachesFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The same question is asked once for a while. */
@Isolated("hears what everybody says on the console")
@Timeout(120)
class AnswerCacheTests {

    private static final Map<String, Object> INPUT = Map.of("input", "Hello World");
    private static final WorkflowAnswer HELLO = new WorkflowAnswer("你好", "7", Usage.of(1, 2, 3), null);

    private static final HikariDataSource DATABASE = TestDatabase.fresh();

    private final Spine spine = Spine.callsAndLogs(DATABASE);
    private final LogLines console = new LogLines(WorkflowJournal.class);
    private final Calls calls = new Calls(
            spine.camel(),
            Map.of(
                    "serai.provider.workflows.translation.workflow-id", "73",
                    "serai.provider.workflows.translation.cache-ttl", "10m",
                    "serai.provider.workflows.fresh.workflow-id", "74"),
            DATABASE);
    private final ScriptedWorkflows provider = new ScriptedWorkflows();
    private final Workflows workflows = calls.workflows(provider);

    @AfterEach
    void stop() {
        console.close();
        spine.close();
        JdbcClient.create(DATABASE)
                .sql("truncate provider.ai_workflow_logs, provider.workflow_interrupts, provider.workflow_runs")
                .update();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private WorkflowAnswer run() {
        return workflows.run("translation", INPUT, CallTag.none(), Workflows.Mode.STREAM);
    }

    @Test
    void answersTheSecondTimeWithoutACallAndSaysSo() {
        provider.answers("你好", Usage.of(1, 2, 3));

        var first = run();
        var second = run();
        spine.close();

        assertThat(first.cached()).isFalse();
        assertThat(second).isEqualTo(new WorkflowAnswer("你好", null, Usage.none(), null).again());
        assertThat(console.lines().getLast()).startsWith("INFO AI workflow answered from cache: translation (");
        assertThat(calls.meters
                        .get("serai.provider.calls")
                        .tag("outcome", "cached")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(JdbcClient.create(DATABASE)
                        .sql("select count(*) from provider.ai_workflow_logs")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void tellsAListenerTheWholeAnswerAtOnce() {
        provider.answers("你好", Usage.none());
        run();
        var heard = new ArrayList<WorkflowEvent>();

        var answer = workflows.stream("translation", INPUT, CallTag.none(), heard::add);

        assertThat(heard).containsExactly(new WorkflowEvent.Message("你好", "", true), new WorkflowEvent.Done(answer));
    }

    @Test
    void asksAgainWhenItsTimeIsOver() {
        provider.answers("你好", Usage.none()).answers("您好", Usage.none());
        run();
        calls.clock.set(Calls.NOW.plus(Duration.ofMinutes(11)));

        assertThat(run().content()).isEqualTo("您好");
    }

    @Test
    void keepsNothingUnlessSomebodyWantsItSo() {
        provider.answers("一", Usage.none()).answers("二", Usage.none());

        workflows.run("fresh", INPUT, CallTag.none(), Workflows.Mode.SYNC);
        var second = workflows.run("fresh", INPUT, CallTag.none(), Workflows.Mode.SYNC, Duration.ofSeconds(60));
        var third = workflows.run("fresh", INPUT, CallTag.none(), Workflows.Mode.SYNC, Duration.ofSeconds(60));

        assertThat(second.content()).isEqualTo("二");
        assertThat(third.cached()).isTrue();
    }

    @Test
    void keepsNeitherInterruptsNorFailuresNorNothing() {
        provider.asks("？", "7/1")
                .fails(new ProviderException.Business("5000", ""))
                .answers(" ", Usage.none())
                .answers("你好", Usage.none());

        assertThat(run().interrupted()).isTrue();
        assertThatThrownBy(this::run).isInstanceOf(ProviderException.Business.class);
        assertThat(run().content()).isBlank();
        assertThat(run().cached()).isFalse();
    }

    @Test
    void aCrowdAsksOnce() throws Exception {
        var begun = new CountDownLatch(1);
        var open = new CountDownLatch(1);
        provider.then(listener -> {
            begun.countDown();
            open.await();
            return HELLO;
        });
        var leader = new FutureTask<>(this::run);
        Thread.ofPlatform().start(leader);
        begun.await();
        var crowd = crowd(5);

        open.countDown();

        assertThat(leader.get().cached()).isFalse();
        for (var one : crowd) {
            assertThat(one.get()).isEqualTo(HELLO.again());
        }
    }

    @Test
    void aCrowdHearsOfOneFailure() throws Exception {
        var begun = new CountDownLatch(1);
        var open = new CountDownLatch(1);
        var failure = new ProviderException.Business("5000", "");
        provider.then(listener -> {
            begun.countDown();
            open.await();
            throw failure;
        });
        var leader = new FutureTask<>(this::run);
        Thread.ofPlatform().start(leader);
        begun.await();
        var crowd = crowd(3);

        open.countDown();

        for (var one : crowd) {
            assertThat(catchThrowable(one::get)).hasCause(failure);
        }
    }

    @Test
    void somebodyElseAsksWhenTheFirstGoesAway() throws Exception {
        var begun = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        provider.then(listener -> {
                    begun.countDown();
                    never.await();
                    throw new AssertionError("nobody counts down");
                })
                .then(listener -> HELLO);
        var leader = Thread.ofPlatform().start(() -> catchThrowable(this::run));
        begun.await();
        var crowd = crowd(2);

        leader.interrupt();

        assertThat(crowd.get(0).get().content()).isEqualTo("你好");
        assertThat(crowd.get(1).get().content()).isEqualTo("你好");
        assertThat(provider.isPlayed()).isTrue();
    }

    /** So many who wait for somebody else's answer. */
    private List<FutureTask<WorkflowAnswer>> crowd(int count) {
        var threads = new ArrayList<Thread>();
        var crowd = new ArrayList<FutureTask<WorkflowAnswer>>();
        for (int i = 0; i < count; i++) {
            var one = new FutureTask<>(this::run);
            crowd.add(one);
            threads.add(Thread.ofPlatform().start(one));
        }
        Awaitility.await().until(() -> threads.stream().allMatch(one -> one.getState() == Thread.State.TIMED_WAITING));
        return crowd;
    }

    private KnownWorkflow known(String name) {
        var settings = Settings.of(Map.of(
                "serai.provider.workflows.a.workflow-id", "73",
                "serai.provider.workflows.b.workflow-id", "73"));
        return new KnownWorkflows(settings, List.of(provider)).named(name);
    }

    @Test
    void namesTheSameQuestionTheSameAndNobodyCanReadIt() {
        var one = new LinkedHashMap<String, Object>();
        one.put("b", List.of(1, Map.of("y", 1, "x", "秘密")));
        one.put("a", "秘密");
        var other = new LinkedHashMap<String, Object>();
        other.put("a", "秘密");
        other.put("b", List.of(1, new LinkedHashMap<>(Map.of("x", "秘密", "y", 1))));

        var key = AnswerCache.key(known("a"), one);

        assertThat(key)
                .matches("provider:answer:[0-9a-f]{64}")
                .isEqualTo(AnswerCache.key(known("a"), other))
                .isNotEqualTo(AnswerCache.key(known("b"), one))
                .isNotEqualTo(AnswerCache.key(known("a"), Map.of()));
    }

    @Test
    void hubsOnOneRedisShareTheirAnswers() {
        var prefix = TestRedis.prefix();
        try (var here = CachesFixture.hub(prefix);
                var there = CachesFixture.hub(prefix)) {
            var question = new AnswerCache.Question("provider:answer:1", Duration.ofMinutes(1), Duration.ofMinutes(1));
            Awaitility.await().until(() -> here.store.keeps() && there.store.keeps());
            new AnswerCache(here.store).get(question, () -> HELLO);
            Awaitility.await()
                    .until(() -> !here.store.get(List.of(question.key())).isEmpty());

            var answer = new AnswerCache(there.store).get(question, () -> {
                throw new AssertionError("asked again");
            });

            assertThat(answer.content()).isEqualTo("你好");
            assertThat(answer.cached()).isTrue();
            assertThat(here.timeToLive(question.key())).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
        }
    }
}
