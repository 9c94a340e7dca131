package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the hub's API tells of calls. */
@HubTest
class HubStatisticsTests {

    private final Hub hub;
    private final JdbcClient jdbc;
    private final HubClock clock;

    HubStatisticsTests(Hub hub, JdbcClient jdbc, HubClock clock) {
        this.hub = hub;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Test
    void aLimitThatIsReachedRaisesAnAlert() {
        jdbc.sql("""
                insert into provider.ai_io_logs (id, model_name, provider, model_id, request_text, response_status,
                    token_input, token_output, token_total, token_estimated, duration_ms, created_at)
                values (gen_random_uuid(), 'watched', 'p', 'm', '[]', 'success', 60, 60, 120, false, 1, :at)""").param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(jdbc.sql(
                                "select level || ' ' || (data ->> 'value') from"
                                        + " alert.alert_history where code = 'tokens_per_day:watched' and run_id is null")
                        .query(String.class)
                        .list())
                .containsExactly("critical 120.0"));
    }

    @Test
    void aRunOfAWorkflowIsCounted() {
        var before = hub.get("/api/statistics/workflows/translation").data();

        assertThat(hub.post("/api/flows/flow_translation/runs", "{\"text\":\"Hello World\"}")
                        .status())
                .isEqualTo(200);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var after = hub.get("/api/statistics/workflows/translation").data();
            assertThat(after.path("calls").asLong())
                    .isGreaterThan(before.path("calls").asLong());
            assertThat(after.path("tokensThisMonth").asLong())
                    .isGreaterThan(before.path("tokensThisMonth").asLong());
            assertThat(after.path("latencyMs").path("p99").asLong())
                    .isGreaterThanOrEqualTo(after.path("latencyMs").path("p50").asLong());
        });
        assertThat(hub.get("/api/statistics/success-rates").data().findValuesAsText("name"))
                .contains("translation");
        assertThat(hub.get("/api/statistics/month-tokens").data().findValuesAsText("name"))
                .contains("translation");
        assertThat(hub.get("/api/statistics/slowest-calls?name=translation&limit=1")
                        .data())
                .singleElement()
                .satisfies(call -> assertThat(call.path("name").asText()).isEqualTo("translation"));
    }

    @Test
    void aFailureIsToldWithCodeAndMessage() {
        hub.sandbox(
                "PUT",
                "/sandbox/scripts",
                "[{\"service\":\"coze\",\"match\":{\"contains\":\"scheitert\"},"
                        + "\"reply\":{\"error\":{\"code\":5000,\"message\":\"does not work\",\"done\":true}}}]");
        hub.post("/api/flows/flow_translation/runs", "{\"text\":\"scheitert\"}");
        hub.sandbox("DELETE", "/sandbox/scripts", "");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(hub.get("/api/statistics/recent-errors?name=translation")
                                .data())
                        .anySatisfy(error -> {
                            assertThat(error.path("errorCode").asText()).isEqualTo("5000");
                            assertThat(error.path("errorMessage").asText()).contains("does not work");
                            assertThat(error.path("runId").asText()).isNotEmpty();
                        }));
        assertThat(hub.get("/api/statistics/workflows/translation")
                        .data()
                        .path("errors")
                        .path("5000")
                        .asLong())
                .isPositive();
    }

    @Test
    void modelsAreListed() {
        var models = hub.get("/api/statistics/models").data();

        assertThat(models.findValuesAsText("name")).contains("doubao", "doubao-pro-32k");
        assertThat(hub.get("/api/statistics/models/doubao").data().path("name").asText())
                .isEqualTo("doubao");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/statistics/models/nobody                                                      | 404 | nobody
            /api/statistics/models?from=yesterday                                              | 400 | from
            /api/statistics/models?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z           | 400 | from
            /api/statistics/models?from=2020-03-02T00:00:00Z&to=2026-03-01T00:00:00Z           | 400 | 366 days
            /api/statistics/recent-errors                                                      | 400 | name
            /api/statistics/recent-errors?name=x&limit=0                                       | 400 | limit
            /api/statistics/slowest-calls?limit=many                                           | 400 | limit
            /api/statistics/slowest-calls?kind=robot                                           | 400 | kind
            """)
    void wrongQuestionsAreRefused(String path, int status, String reason) {
        var answer = hub.get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("message").asText()).contains(reason);
    }

    @Test
    void theVaultTellsTheIdOfItsKeyOnly() {
        assertThat(hub.get("/api/vault").data().path("key").asText()).matches("[0-9a-f]{8}");
    }
}
