package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What workflows wait for is kept, and answered once. */
@Timeout(120)
class InterruptTests {

    private static final CallTag TAG = new CallTag(UUID.randomUUID(), "ask");

    private static final HikariDataSource DATABASE = TestDatabase.fresh();

    private final Spine spine = Spine.callsAndLogs(DATABASE);
    private final Calls calls =
            new Calls(spine.camel(), Map.of("serai.provider.workflows.weather.workflow-id", "73"), DATABASE);
    private final ScriptedWorkflows provider = new ScriptedWorkflows();
    private final Calls.WorkflowHub hub = calls.hub(provider);
    private final Workflows workflows = hub.workflows();

    @AfterEach
    void stop() {
        spine.close();
        JdbcClient.create(DATABASE)
                .sql("truncate provider.ai_workflow_logs, provider.workflow_interrupts, provider.workflow_runs")
                .update();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private void ask(Workflows.Mode mode) {
        provider.asks("哪个城市？", "7/1");
        workflows.run("weather", Map.of(), TAG, mode);
    }

    private WorkflowAnswer resume(String event) {
        return workflows.resume("weather", event, "杭州", CallTag.none());
    }

    private void pass(Duration time) {
        calls.clock.set(calls.clock.instant().plus(time));
    }

    @Test
    void isKeptForADayWithWhatIsAsked() {
        ask(Workflows.Mode.STREAM);

        assertThat(hub.interrupts().waiting()).singleElement().satisfies(waiting -> {
            assertThat(waiting.workflow()).isEqualTo("weather");
            assertThat(waiting.executeId()).isEqualTo("7");
            assertThat(waiting.interrupt()).isEqualTo(new Interrupt("7/1", 2, ""));
            assertThat(waiting.question()).isEqualTo("哪个城市？");
            assertThat(waiting.tag()).isEqualTo(TAG);
            assertThat(waiting.life().expiresAt()).isEqualTo(Calls.NOW.plus(Duration.ofHours(24)));
            assertThat(hub.interrupts().find(waiting.id())).contains(waiting);
        });
    }

    @Test
    void isAnsweredTheWayTheRunWasBegun() {
        ask(Workflows.Mode.STREAM);
        provider.answers("晴", Usage.none());
        resume("7/1");
        provider.asks("哪个城市？", "8/1").answers("雨", Usage.none());
        workflows.run("weather", Map.of(), TAG, Workflows.Mode.SYNC);

        var answer = resume("8/1");

        assertThat(answer.content()).isEqualTo("雨");
        assertThat(provider.asked).containsExactly("stream resume 7/1 with 杭州", "resume 8/1 with 杭州");
        assertThat(hub.interrupts().waiting()).isEmpty();
    }

    @Test
    void leavesARowOfItsOwnForEachAnswer() {
        ask(Workflows.Mode.STREAM);
        provider.answers("晴", Usage.of(1, 2, 3));

        resume("7/1");
        spine.close();

        var rows = JdbcClient.create(DATABASE)
                .sql("select * from provider.ai_workflow_logs")
                .query()
                .listOfRows();
        assertThat(rows)
                .extracting(row -> row.get("response_status"), row -> row.get("token_total"), row -> row.get("node_id"))
                .containsExactlyInAnyOrder(tuple("interrupted", 0L, "ask"), tuple("success", 3L, "ask"));
        assertThat(rows).anySatisfy(row -> assertThat(row.get("request_params"))
                .hasToString("{\"event_id\": \"7/1\", \"resume_data\": \"杭州\", \"interrupt_type\": 2}"));
    }

    @Test
    void tellsTheListenerWhatFollows() {
        ask(Workflows.Mode.STREAM);
        provider.then(listener -> {
            listener.accept(new WorkflowEvent.Message("晴", "End", true));
            return new WorkflowAnswer("晴", "7", Usage.none(), null);
        });
        var heard = new ArrayList<WorkflowEvent>();

        var answer = workflows.resume("weather", "7/1", "杭州", TAG, heard::add);

        assertThat(heard).containsExactly(new WorkflowEvent.Message("晴", "End", true), new WorkflowEvent.Done(answer));
    }

    @Test
    void letsOneOfTwoAnswersThrough() throws Exception {
        ask(Workflows.Mode.STREAM);
        var taken = new CountDownLatch(1);
        var open = new CountDownLatch(1);
        provider.then(listener -> {
            taken.countDown();
            open.await();
            return new WorkflowAnswer("晴", "7", Usage.none(), null);
        });
        var first = new FutureTask<>(() -> resume("7/1"));
        Thread.ofVirtual().start(first);
        taken.await();

        assertThatThrownBy(() -> resume("7/1"))
                .isInstanceOf(WorkflowRefused.Answered.class)
                .hasMessageContaining("answered at 2026-03-01T08:00:00Z");

        open.countDown();
        assertThat(first.get().content()).isEqualTo("晴");
    }

    @Test
    void canBeAnsweredAgainIfTheProviderWasNotReached() {
        ask(Workflows.Mode.STREAM);
        for (int i = 0; i < 3; i++) {
            provider.fails(new ProviderException.Network("", null));
        }
        provider.answers("晴", Usage.none());

        assertThatThrownBy(() -> resume("7/1")).isInstanceOf(ProviderException.Network.class);

        assertThat(hub.interrupts().waiting()).hasSize(1);
        assertThat(resume("7/1").content()).isEqualTo("晴");
    }

    static List<ProviderException> unclear() {
        return List.of(
                new ProviderException.Broken("", null),
                new ProviderException.TimedOut(Duration.ofSeconds(1)),
                new ProviderException.Business("4315", "finished"));
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void staysAnsweredIfTheProviderMayHaveTakenTheAnswer(ProviderException failure) {
        ask(Workflows.Mode.STREAM);
        provider.fails(failure);
        assertThatThrownBy(() -> resume("7/1")).isSameAs(failure);

        assertThatThrownBy(() -> resume("7/1")).isInstanceOf(WorkflowRefused.Answered.class);
    }

    @Test
    void cannotBeAnsweredAfterADay() {
        ask(Workflows.Mode.STREAM);
        pass(Duration.ofHours(24));

        assertThat(hub.interrupts().waiting()).isEmpty();
        assertThatThrownBy(() -> resume("7/1"))
                .isInstanceOf(WorkflowRefused.Expired.class)
                .hasMessageContaining("until 2026-03-02T08:00:00Z; run the workflow anew");
        hub.sweep().sweep();
        assertThat(states()).containsExactly("expired");
        assertThatThrownBy(() -> resume("7/1")).isInstanceOf(WorkflowRefused.Expired.class);
    }

    private List<String> states() {
        return JdbcClient.create(DATABASE)
                .sql("select state from provider.workflow_interrupts order by id")
                .query(String.class)
                .list();
    }

    @Test
    void isAnsweredThreeTimesInARun() {
        ask(Workflows.Mode.STREAM);
        for (int i = 1; i <= 3; i++) {
            provider.asks("还有呢？", "7/" + (i + 1));
            assertThat(resume("7/" + i).interrupted()).isTrue();
        }

        assertThatThrownBy(() -> resume("7/4"))
                .isInstanceOf(WorkflowRefused.Exhausted.class)
                .hasMessageContaining("answered 3 times")
                .hasMessageContaining("serai.provider.workflows.weather.max-resumes");
        assertThat(states()).containsExactly("resumed", "resumed", "resumed", "waiting");
    }

    @Test
    void isKnownOrRefused() {
        assertThatThrownBy(() -> resume("7/1"))
                .isInstanceOf(WorkflowRefused.UnknownInterrupt.class)
                .hasMessage("There is no interrupt '7/1' of workflow 'weather'; take the eventId it told");
    }
}
