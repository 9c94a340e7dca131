package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.flow.FlowSource;
import dev.serai.flow.Flows;
import dev.serai.flow.Publication;
import dev.serai.queue.Envelope;
import dev.serai.queue.MessageQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The flows that start by themselves, run in the hub with all that is behind them. */
@HubTest
class MaintenanceFlowTests {

    private final Hub hub;
    private final Flows flows;
    private final MessageQueue queue;
    private final JdbcClient jdbc;
    private final HubClock clock;

    MaintenanceFlowTests(Hub hub, Flows flows, MessageQueue queue, JdbcClient jdbc, HubClock clock) {
        this.clock = clock;
        this.hub = hub;
        this.flows = flows;
        this.queue = queue;
        this.jdbc = jdbc;
    }

    /** Runs a shipped flow as if it were due now; it is not due by itself before New Year. */
    private JsonNode run(String flow) throws Exception {
        var text = Files.readString(Path.of("routes/flows/" + flow + ".flow.yaml"))
                .replaceFirst("cron: \"[^\"]*\"", "cron: \"0 0 0 1 1 ?\"");
        assertThat(flows.publish(new FlowSource(flow + ".flow.yaml", text, "test", "to see")))
                .isNotInstanceOf(Publication.Rejected.class);
        var payload = text.contains("rooms:") ? "{\"rooms\":[\"engine\",\"provider\",\"alert\"]}" : "{}";
        var metadata = "{\"metadata\":{\"trigger\":\"schedule\",\"scheduledAt\":\"%s\",\"payload\":%s}}"
                .formatted(clock.instant(), payload);
        var envelope = Envelope.of("flow", flow, "schedule:" + flow, metadata, Instant.now());
        queue.request(envelope, Duration.ofSeconds(30)).get();
        return hub.run(envelope.id().toString());
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    @Test
    void theDailyReportIsWrittenAndShownInTheConsoleWhenNoChannelIsConfigured() throws Exception {
        var run = run("flow_daily_report");

        assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("completed");
        assertThat(Hub.output(run, "node_figures")
                        .path("rows")
                        .path(0)
                        .path("流程运行")
                        .isNumber())
                .isTrue();
        assertThat(Hub.output(run, "node_report").path("report").asText()).isNotBlank();
        assertThat(Hub.output(run, "node_notify").path("error").path("message").asText())
                .contains("serai.alert.hooks");
        assertThat(texts("select content from alert.notifications where content like '【运营日报】%'"))
                .singleElement()
                .asString()
                .contains("no channel configured");
    }

    @Test
    void theCleanUpGoesThroughItsRooms() throws Exception {
        jdbc.sql("""
                insert into provider.ai_model_health_checks (model_id, status, response_time, checked_at)
                values ('retired', 'healthy', 1, cast(:now as timestamptz) - interval '60 days')""").param("now", clock.instant().toString()).update();

        var run = run("flow_log_cleanup");

        assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("completed");
        var results = Hub.output(run, "node_rooms").path("results");
        assertThat(results.path(0).path("body").path("flow_instances").isInt()).isTrue();
        assertThat(results.path(1).path("body").path("ai_model_health_checks").asInt())
                .isOne();
        assertThat(results.path(2).path("body").path("alert_history").isInt()).isTrue();
        assertThat(results).hasSize(3);
    }

    @Test
    void theModelsOfTheSandboxAreWell() throws Exception {
        var run = run("flow_model_health");

        assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("completed");
        assertThat(Hub.output(run, "node_check").path("body")).isEmpty();
        assertThat(texts("select distinct model_id from provider.ai_model_health_checks where status <> 'down'"))
                .contains("doubao", "doubao-pro-32k");
    }

    @Test
    void whoIsLateIsToldOnce() throws Exception {
        jdbc.sql("""
                insert into task.track_tasks (id, robot_id, group_id, target_user_id, requirement, priority, asked_by,
                    asked_at, deadline, auto_cancel, changed_at)
                values (:id, 'demo', '超时群', '张三', '提交超时的周报', 'critical', '运营小王',
                    cast(:now as timestamptz) - interval '1 hour', cast(:now as timestamptz) - interval '1 minute', true,
                    cast(:now as timestamptz))""")
                .param("id", UUID.randomUUID())
                .param("now", clock.instant().toString())
                .update();

        var first = run("flow_overdue_tasks");
        var second = run("flow_overdue_tasks");

        assertThat(first.path("status").asText()).as(first.toString()).isEqualTo("completed");
        assertThat(Hub.output(second, "node_claim").path("body")).isEmpty();
        assertThat(texts("select content from alert.notifications where content like '%提交超时的周报%'"))
                .singleElement()
                .asString()
                .startsWith("【任务超时】张三，请尽快处理：提交超时的周报");
        assertThat(texts("select level from alert.alert_history where data ->> 'subject' = '提交超时的周报'"))
                .containsExactly("warning");
    }
}
