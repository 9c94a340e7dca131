package dev.serai.provider;

import static dev.serai.provider.LoggedCalls.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of calls go when their time is over. */
class CallRetentionTests {

    private final HikariDataSource database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final LoggedCalls log = new LoggedCalls(jdbc);
    private final CallRetention retention = new CallRetention(
            jdbc, Clock.fixed(NOON, ZoneOffset.UTC), Settings.none(), StatisticsTests.watch(Map.of()));

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void onTheLastOfTheMonthItsFirstIsStillThere() {
        var first = Instant.parse("2026-02-28T16:00:00Z"); // midnight in Shanghai on the first of March
        log.model("gpt", first, 1, 1);
        log.model("gpt", first.minusMillis(1), 1, 1);
        log.workflow("translation", first.minusMillis(1), "success", null, 1, 1);

        assertThat(retention.clean()).containsEntry("ai_io_logs", 1).containsEntry("ai_workflow_logs", 1);
        assertThat(retention.clean()).containsEntry("ai_io_logs", 0).containsEntry("ai_workflow_logs", 0);
        assertThat(jdbc.sql("select created_at from provider.ai_io_logs")
                        .query(Instant.class)
                        .list())
                .containsExactly(first);
    }

    @Test
    void goesOnUntilAllIsRemoved() {
        jdbc.sql("""
                insert into provider.ai_io_logs (id, model_name, provider, model_id, request_text, response_status,
                    token_input, token_output, token_total, token_estimated, duration_ms, created_at)
                select gen_random_uuid(), 'gpt', 'p', 'm', '[]', 'success', 1, 1, 2, false, 1, timestamptz '2025-01-01'
                from generate_series(1, 5001)""").update();

        assertThat(retention.clean()).containsEntry("ai_io_logs", 5001);
    }
}
