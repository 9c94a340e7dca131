package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What is left in the database of a call. */
@Isolated("hears what everybody says on the console")
@Timeout(120)
class CallLogTests {

    private static final CallTag TAG = new CallTag(UUID.randomUUID(), "translate");

    private final HikariDataSource database = TestDatabase.fresh();
    private final Door door = new Door(database);
    private final Spine spine = Spine.callsAndLogs(door);
    private final Calls calls = new Calls(
            spine.camel(),
            Map.of(
                    "serai.provider.workflows.translation.workflow-id", "73",
                    "serai.provider.models.gpt.model", "gpt-4o"),
            database);
    private final ScriptedWorkflows provider = new ScriptedWorkflows();
    private final Workflows workflows = calls.workflows(provider);

    /** A database that can be away. */
    private static final class Door extends DelegatingDataSource {
        private final AtomicInteger refused = new AtomicInteger();
        private volatile boolean away;

        Door(DataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away) {
                refused.incrementAndGet();
                throw new SQLTransientConnectionException("away");
            }
            return super.getConnection();
        }
    }

    @AfterEach
    void stop() {
        spine.close();
        database.close();
    }

    private List<Map<String, Object>> rows(String table) {
        return JdbcClient.create(database)
                .sql("select * from provider." + table + " order by created_at, id")
                .query()
                .listOfRows();
    }

    private void run(Map<String, Object> input) {
        workflows.run("translation", input, TAG, Workflows.Mode.STREAM);
    }

    @Test
    void keepsARowOfASuccess() {
        provider.answers("你好", Usage.of(50, 100, 150));

        run(Map.of("问", "你好\0", "token", "t-1"));
        spine.close();

        assertThat(rows("ai_workflow_logs")).singleElement().satisfies(row -> {
            assertThat(row)
                    .containsEntry("workflow_name", "translation")
                    .containsEntry("provider", "coze")
                    .containsEntry("response_status", "success")
                    .containsEntry("run_id", TAG.run())
                    .containsEntry("node_id", "translate")
                    .containsEntry("token_input", 50L)
                    .containsEntry("token_output", 100L)
                    .containsEntry("token_total", 150L)
                    .containsEntry("error_code", null);
            assertThat(row.get("request_params")).hasToString("{\"问\": \"你好\", \"token\": \"***\"}");
            assertThat(row.get("created_at")).isEqualTo(Timestamp.from(Calls.NOW));
        });
    }

    @Test
    void keepsOneRowForACallThatWasTriedAgain() {
        provider.fails(new ProviderException.Network("", null)).answers("", Usage.none());

        run(Map.of());
        spine.close();

        assertThat(rows("ai_workflow_logs")).hasSize(1);
    }

    @Test
    void keepsARowOfAFailureAndOfAnInterrupt() {
        provider.fails(new ProviderException.Business("4200", "does not exist"))
                .then(listener -> new WorkflowAnswer("", "7", Usage.none(), new Interrupt("7/8", 2, "")));

        catchThrowableOfType(ProviderException.Business.class, () -> run(Map.of()));
        run(Map.of());
        spine.close();

        assertThat(rows("ai_workflow_logs"))
                .extracting(
                        row -> row.get("response_status"),
                        row -> row.get("error_code"),
                        row -> row.get("interrupt_event_id"))
                .containsExactlyInAnyOrder(tuple("error", "4200", null), tuple("interrupted", null, "7/8"));
    }

    @Test
    void writesTenRowsTogetherAndTheRestWhenTheHubStops() {
        for (var i = 0; i < 13; i++) {
            provider.answers("", Usage.none());
            run(Map.of("i", i));
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> rows("ai_workflow_logs").size() >= 10);
        spine.close();

        assertThat(rows("ai_workflow_logs")).hasSize(13);
    }

    @Test
    void writesASingleRowAfterAWhile() {
        provider.answers("", Usage.none());

        run(Map.of());

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> rows("ai_workflow_logs").size() == 1);
    }

    @Test
    void losesNothingWhileTheDatabaseIsAway() {
        door.away = true;
        for (var i = 0; i < 10; i++) {
            provider.answers("", Usage.none());
            run(Map.of("i", i));
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> door.refused.get() > 1);

        door.away = false;

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> rows("ai_workflow_logs").size() == 10);
    }

    @Test
    void givesUpRowsThatTheDatabaseRefusesAndSaysSo() {
        JdbcClient.create(database)
                .sql("alter table provider.ai_workflow_logs rename to elsewhere")
                .update();
        try (var console = new LogLines("dev.serai.provider.log")) {
            provider.answers("", Usage.none());

            run(Map.of());
            spine.close();

            assertThat(console.lines())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR 1 log rows of provider-workflow-log were refused by the database");
        }
    }

    @Test
    void saysWhenARowComesTooLateToBeWritten() {
        provider.answers("", Usage.none());
        spine.close();
        try (var console = new LogLines(LogRows.class)) {

            run(Map.of());

            assertThat(console.lines())
                    .singleElement()
                    .asString()
                    .matches("ERROR Log row .* is lost: there is no room for it.*");
        }
    }

    @Test
    void keepsARowOfAModelCall() {
        var model = new ScriptedModel();
        var models = calls.models(model);
        model.pieces("你", "好");

        models.chat("gpt", ChatRequest.of("hi, my key is sk-abcdefgh12345"), TAG, event -> {});
        spine.close();

        assertThat(rows("ai_io_logs")).singleElement().satisfies(row -> {
            assertThat(row)
                    .containsEntry("model_name", "gpt")
                    .containsEntry("model_id", "gpt-4o")
                    .containsEntry("provider", "openai")
                    .containsEntry("response_text", "你好")
                    .containsEntry("response_status", "success")
                    .containsEntry("token_total", 3L)
                    .containsEntry("token_estimated", false);
            assertThat(row.get("request_text")).hasToString("[{\"role\":\"USER\",\"content\":\"hi, my key is ***\"}]");
            assertThat(row.get("first_token_ms")).isNotNull();
        });
    }

    @Test
    void keepsNothingWhenSwitchedOff() {
        var off = new Calls(
                spine.camel(),
                Map.of(
                        "serai.provider.workflows.translation.workflow-id", "73",
                        "serai.provider.log.enabled", "false"));
        provider.answers("", Usage.none());

        off.workflows(provider).run("translation", Map.of(), TAG, Workflows.Mode.STREAM);
        spine.close();

        assertThat(rows("ai_workflow_logs")).isEmpty();
    }

    @Test
    void keepsTheRowOfAnInterruptedCaller() throws Exception {
        var caller = Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            catchThrowableOfType(ProviderException.Unavailable.class, () -> run(Map.of()));
        });

        caller.join();
        spine.close();

        // noticed while it waits for a place, or a moment later while it waits for the call
        assertThat(rows("ai_workflow_logs")).singleElement().satisfies(row -> assertThat(row.get("error_code"))
                .isIn("unavailable", "aborted"));
    }
}
