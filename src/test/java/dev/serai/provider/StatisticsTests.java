package dev.serai.provider;

import static dev.serai.provider.LoggedCalls.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What calls came to. */
class StatisticsTests {

    private static final Period TODAY = new Period(NOON.minus(Duration.ofHours(12)), NOON);

    private final HikariDataSource database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final LoggedCalls log = new LoggedCalls(jdbc);
    private final Spine spine = Spine.calls();
    private final Calls calls = new Calls(
            spine.camel(),
            Map.of(
                    "serai.provider.log.enabled", "false",
                    "serai.provider.workflows.translation.workflow-id", "73",
                    "serai.provider.models.gpt.model", "gpt-4o"));
    private final Statistics statistics = new Statistics(
            jdbc,
            Clock.fixed(NOON, ZoneOffset.UTC),
            watch(Map.of()),
            calls.models(new ScriptedModel()),
            calls.workflows(new ScriptedWorkflows()));

    static WatchProperties watch(Map<String, String> lines) {
        return new Binder(new MapConfigurationPropertySource(lines))
                .bindOrCreate("serai.provider.watch", WatchProperties.class);
    }

    @AfterEach
    void close() {
        spine.close();
        database.close();
    }

    private static Instant ago(long minutes) {
        return NOON.minus(Duration.ofMinutes(minutes));
    }

    @Test
    void sumsUpAModel() {
        for (var i = 1; i <= 100; i++) {
            log.model("gpt", ago(i), 30, i * 10L);
        }
        log.model("gpt", ago(5), "error", "http_400", 0, 1);
        log.model("gpt", ago(6), "error", "http_400", 0, 1);
        log.model("gpt", ago(7), "timeout", "timeout", 0, 60_000);
        log.workflow("gpt", ago(7), "success", null, 7, 7);

        var gpt = statistics.of(CallKind.MODEL, "gpt", TODAY).orElseThrow();

        assertThat(gpt.calls()).isEqualTo(new CallStatistics.Calls(103, 100, 3, 0));
        assertThat(gpt.calls().successRate()).isEqualTo(100 / 103.0);
        assertThat(gpt.tokens()).isEqualTo(new CallStatistics.Tokens(1000, 2000, 3000));
        assertThat(gpt.latency())
                .isEqualTo(new CallStatistics.Latency(
                        Duration.ofMillis(505),
                        Duration.ofMillis(505),
                        Duration.ofMillis(951),
                        Duration.ofMillis(990)));
        assertThat(gpt.errors()).containsExactly(Map.entry("http_400", 2L), Map.entry("timeout", 1L));
        assertThat(gpt.tokensThisMonth()).isEqualTo(3000);
    }

    @Test
    void aPeriodHoldsItsFirstMomentAndNotItsLast() {
        log.workflow("translation", TODAY.from(), "success", null, 1, 1);
        log.workflow("translation", TODAY.from().minusMillis(1), "success", null, 10, 1);
        log.workflow("translation", TODAY.to(), "success", null, 100, 1);

        var found = statistics.of(CallKind.WORKFLOW, "translation", TODAY).orElseThrow();

        assertThat(found.tokens().total()).isEqualTo(1);
        assertThat(found.tokensThisMonth()).isEqualTo(111);
    }

    @Test
    void theMonthBeginsInTheZoneOfTheHub() {
        var begin = Instant.parse("2026-02-28T16:00:00Z"); // midnight in Shanghai
        log.model("gpt", begin, 1, 1);
        log.model("gpt", begin.minusMillis(1), 10, 1);
        log.model("cheap", begin.plusSeconds(1), 5, 1);

        assertThat(statistics.tokensThisMonth(CallKind.MODEL))
                .containsExactly(Map.entry("cheap", 5L), Map.entry("gpt", 1L));
    }

    @Test
    void listsWhatIsConfiguredAndWhatWasCalled() {
        log.model("retired", ago(1), 1, 1);

        assertThat(statistics.of(CallKind.MODEL, TODAY))
                .extracting(CallStatistics::name)
                .containsExactly("gpt", "retired");
        assertThat(statistics.of(CallKind.MODEL, "gpt", TODAY)).hasValueSatisfying(gpt -> {
            assertThat(gpt.calls()).isEqualTo(new CallStatistics.Calls(0, 0, 0, 0));
            assertThat(gpt.calls().successRate()).isOne();
            assertThat(gpt.latency()).isEqualTo(CallStatistics.Latency.NONE);
        });
        assertThat(statistics.of(CallKind.MODEL, "nobody", TODAY)).isEmpty();
    }

    @Test
    void tellsTheNewestErrorsAndNothingElse() {
        log.workflow("translation", ago(1), "success", null, 1, 1);
        log.workflow("translation", ago(2), "interrupted", null, 1, 1);
        log.workflow("translation", ago(3), "error", "4200", 0, 20);
        log.workflow("translation", ago(4), "timeout", "timeout", 0, 30);
        log.workflow("translation", ago(5), "error", "5000", 0, 1);
        log.workflow("other", ago(1), "error", "4200", 0, 1);

        var errors = statistics.recentErrors(CallKind.WORKFLOW, "translation", 2);

        assertThat(errors).extracting(LoggedCall::errorCode).containsExactly("4200", "timeout");
        assertThat(errors.getFirst()).satisfies(error -> {
            assertThat(error.errorMessage()).isEqualTo("because of 4200");
            assertThat(error.at()).isEqualTo(ago(3));
            assertThat(error.took()).isEqualTo(Duration.ofMillis(20));
        });
    }

    @Test
    void tellsTheSlowestCallsOfAllOrOfOne() {
        log.model("gpt", ago(1), 1, 300);
        log.model("gpt", ago(2), 1, 100);
        log.model("cheap", ago(3), 1, 200);
        log.model("gpt", TODAY.from().minusMillis(1), 1, 900);

        assertThat(statistics.slowestCalls(CallKind.MODEL, null, TODAY, 2))
                .extracting(call -> call.name() + " " + call.took().toMillis())
                .containsExactly("gpt 300", "cheap 200");
        assertThat(statistics.slowestCalls(CallKind.MODEL, "gpt", TODAY, 5))
                .extracting(call -> call.took().toMillis())
                .containsExactly(300L, 100L);
    }

    @Test
    void refusesAPeriodThatIsNone() {
        assertThatThrownBy(() -> new Period(NOON, NOON)).hasMessageContaining("from:");
        assertThatThrownBy(() -> new Period(NOON.minus(Duration.ofDays(367)), NOON))
                .hasMessageContaining("366 days");
    }

    @Test
    void isReadFromIndexes() {
        for (var i = 0; i < 2000; i++) {
            log.model("model" + i % 200, ago(i), 3, i);
        }
        jdbc.sql("analyze provider.ai_io_logs").update();
        var sql = ProviderSql.read("sum-tokens")
                .replace(":kind", "'model'")
                .replace(":name", "'model7'")
                .replace(":since", "timestamptz '2026-03-31 00:00Z'");

        var plan =
                String.join("\n", jdbc.sql("explain " + sql).query(String.class).list());

        assertThat(plan).contains("ai_io_logs_model").doesNotContain("ai_workflow_logs");
    }
}
