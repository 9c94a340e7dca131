package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs that nobody waits for: begun once, and their end is noted once. */
@Timeout(120)
class BackgroundWorkflowTests {

    private static final CallTag TAG = new CallTag(UUID.randomUUID(), "report");
    private static final WorkflowAnswer DONE = new WorkflowAnswer("完成", "7", Usage.of(1, 2, 3), null);

    private static final HikariDataSource DATABASE = TestDatabase.fresh();

    private final Spine spine = Spine.callsAndLogs(DATABASE);
    private final Calls calls = new Calls(
            spine.camel(),
            Map.of(
                    "serai.provider.workflows.report.workflow-id", "73",
                    "serai.provider.workflows.report.timeout", "10m"),
            DATABASE);
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

    private StartedRun start(String key) {
        return workflows.start("report", Map.of("month", 3, "token", "t-1"), TAG, key);
    }

    private Progress poll() {
        return workflows.poll("report", "7");
    }

    private List<Map<String, Object>> rows() {
        spine.close();
        return JdbcClient.create(DATABASE)
                .sql("select * from provider.ai_workflow_logs order by created_at, id")
                .query()
                .listOfRows();
    }

    private void pass(Duration time) {
        calls.clock.set(calls.clock.instant().plus(time));
    }

    @Test
    void isBegunOnceUnderOneKeyWhileItGoesOn() {
        provider.starts(() -> "7");

        var first = start("run:node");
        pass(Duration.ofSeconds(20));
        var second = start("run:node");

        assertThat(first).isEqualTo(new StartedRun("7", Duration.ofSeconds(2)));
        assertThat(second).isEqualTo(new StartedRun("7", Duration.ofSeconds(10)));
        assertThat(provider.asked).containsExactly("start");
    }

    @Test
    void isBegunAgainUnderItsKeyOnceItHasEnded() {
        provider.starts(() -> "7").starts(() -> "8").polls(() -> Optional.of(DONE));

        start("run:node");
        poll();

        assertThat(start("run:node").executeId()).isEqualTo("8");
    }

    @Test
    void isAskedForAtGrowingPauses() {
        provider.starts(() -> "7").polls(Optional::empty).polls(Optional::empty).polls(Optional::empty);
        start("k");

        var young = poll();
        pass(Duration.ofSeconds(30));
        var older = poll();
        pass(Duration.ofMinutes(5));
        var old = poll();

        assertThat(List.of(young, older, old))
                .containsExactly(
                        new Progress.Running(Duration.ofSeconds(2)),
                        new Progress.Running(Duration.ofSeconds(15)),
                        new Progress.Running(Duration.ofSeconds(30)));
    }

    @Test
    void leavesOneRowHoweverOftenItsEndIsLookedAt() {
        provider.starts(() -> "7").polls(() -> Optional.of(DONE)).polls(() -> Optional.of(DONE));
        start("k");
        pass(Duration.ofSeconds(90));

        assertThat(poll()).isEqualTo(new Progress.Ended(DONE));
        assertThat(poll()).isEqualTo(new Progress.Ended(DONE));

        assertThat(rows()).singleElement().satisfies(row -> {
            assertThat(row)
                    .containsEntry("response_status", "success")
                    .containsEntry("run_id", TAG.run())
                    .containsEntry("node_id", "report")
                    .containsEntry("token_total", 3L)
                    .containsEntry("duration_ms", 90_000L);
            assertThat(row.get("request_params")).hasToString("{\"month\": 3, \"token\": \"***\"}");
        });
        assertThat(calls.meters
                        .get("serai.provider.calls")
                        .tag("outcome", "success")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void tellsAndNotesThatItFailed() {
        var failure = new ProviderException.Business("5000", "node failed");
        provider.starts(() -> "7").polls(() -> {
            throw failure;
        });
        start("k");

        assertThat(poll()).isEqualTo(new Progress.Failed(failure));

        assertThat(rows()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("response_status", "error")
                .containsEntry("error_code", "5000"));
    }

    @Test
    void goesOnWhenTheProviderCannotBeAsked() {
        provider.starts(() -> "7")
                .polls(() -> {
                    throw new ProviderException.Unauthorized("");
                })
                .polls(() -> Optional.of(DONE));
        start("k");

        assertThatThrownBy(this::poll).isInstanceOf(ProviderException.Unauthorized.class);

        assertThat(poll()).isEqualTo(new Progress.Ended(DONE));
        assertThat(rows()).hasSize(1);
    }

    @Test
    void isGivenUpWhenItTakesLongerThanItMay() {
        provider.starts(() -> "7").polls(Optional::empty);
        start("k");
        pass(Duration.ofMinutes(11));

        var progress = poll();

        assertThat(progress).isInstanceOfSatisfying(Progress.Failed.class, failed -> assertThat(failed.error())
                .hasMessage("Timeout after 600000ms"));
        assertThat(rows()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("response_status", "timeout"));
    }

    @Test
    void isGivenUpBySomebodyIfNobodyAsksForIt() {
        provider.starts(() -> "7");
        start("k");

        hub.sweep().sweep();
        pass(Duration.ofMinutes(11));
        hub.sweep().sweep();
        hub.sweep().sweep();

        assertThat(rows()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("response_status", "timeout"));
    }

    @Test
    void isNotBegunBlindlyAfterACrashThatHidWhetherItWasBegun() {
        provider.starts(() -> {
                    throw new StackOverflowError();
                })
                .starts(() -> "8");
        assertThatThrownBy(() -> start("k")).isInstanceOf(StackOverflowError.class);

        assertThatThrownBy(() -> start("k"))
                .isInstanceOf(WorkflowRefused.UnknownStart.class)
                .hasMessageContaining("look at the provider");

        assertThat(start("k").executeId()).isEqualTo("8");
    }

    @Test
    void leavesARowWhenItCannotBeBegun() {
        provider.starts(() -> {
                    throw new ProviderException.Business("6003", "premium");
                })
                .starts(() -> "7");

        assertThatThrownBy(() -> start("k")).isInstanceOf(ProviderException.Business.class);

        assertThat(start("k").executeId()).isEqualTo("7");
        assertThat(rows()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("response_status", "error")
                .containsEntry("error_code", "6003"));
    }

    @Test
    void refusesARunThatWasNotBegunHere() {
        assertThatThrownBy(this::poll)
                .isInstanceOf(WorkflowRefused.UnknownRun.class)
                .hasMessageContaining("'7'")
                .hasMessageContaining("mode async");
    }

    @Test
    void waitsForAnAnswerAndIsFollowedToItsEndOnceItHasOne() {
        var interrupt = new Interrupt("7/8", 2, "");
        var asking = new WorkflowAnswer("哪个月？", "7", Usage.none(), interrupt);
        provider.starts(() -> "7")
                .polls(() -> Optional.of(asking))
                .then(listener -> new WorkflowAnswer("", "7", Usage.none(), null))
                .polls(() -> Optional.of(asking))
                .polls(Optional::empty)
                .polls(() -> {
                    throw new ProviderException.Unauthorized("for a moment");
                })
                .polls(() -> Optional.of(DONE));
        start("k");

        assertThat(poll()).isEqualTo(new Progress.Ended(asking));
        var answer = workflows.resume("report", "7/8", "三月", CallTag.none());

        assertThat(answer).isEqualTo(DONE);
        assertThat(provider.asked).startsWith("start", "poll 7", "resume 7/8 with 三月", "poll 7");
        assertThat(rows())
                .extracting(row -> row.get("response_status"), row -> row.get("node_id"))
                .containsExactlyInAnyOrder(tuple("interrupted", "report"), tuple("success", "report"));
    }
}
