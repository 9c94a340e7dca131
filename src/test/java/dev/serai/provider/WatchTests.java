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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Limits that calls should keep. */
class WatchTests {

    private final HikariDataSource database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final LoggedCalls log = new LoggedCalls(jdbc);
    private final Spine spine = Spine.calls();
    private final Calls calls = new Calls(
            spine.camel(),
            Map.of(
                    "serai.provider.log.enabled", "false",
                    "serai.provider.workflows.translation.workflow-id", "73",
                    "serai.provider.models.gpt.model", "gpt-4o",
                    "serai.provider.models.cheap.model", "gpt-4o-mini"));
    private final List<ProviderThresholdCrossed> heard = new CopyOnWriteArrayList<>();
    private final Instant now = NOON;

    @AfterEach
    void close() {
        spine.close();
        database.close();
    }

    private Watch watch(String... settings) {
        var lines = new HashMap<String, String>();
        for (var i = 0; i < settings.length; i += 2) {
            lines.put("serai.provider.watch." + settings[i], settings[i + 1]);
        }
        var rows = new WatchRows(jdbc);
        var crossings = new Crossings(
                rows, event -> heard.add((ProviderThresholdCrossed) event), new DataSourceTransactionManager(database));
        return new Watch(
                StatisticsTests.watch(lines),
                rows,
                crossings,
                calls.models(new ScriptedModel()),
                calls.workflows(new ScriptedWorkflows()));
    }

    private List<String> told() {
        var told = heard.stream()
                .map(one -> "%s %s %s %s: %.0f of %.0f"
                        .formatted(
                                one.kind(),
                                one.name(),
                                one.threshold().word(),
                                one.over() ? "over" : "kept",
                                one.measure().value(),
                                one.measure().limit()))
                .toList();
        heard.clear();
        return told;
    }

    @Test
    void tellsOnceThatTheTokensOfADayAreSpentAndOnceThatANewDayBegan() {
        var watch = watch("each.tokens-per-day", "100");
        log.model("gpt", NOON.minusSeconds(60), 99, 1);
        log.model("gpt", Instant.parse("2026-03-30T15:59:59Z"), 1000, 1); // yesterday in Shanghai
        watch.look(now);
        assertThat(told()).isEmpty();

        log.model("gpt", NOON.minusSeconds(30), 1, 1);
        watch.look(now);
        watch.look(now.plusSeconds(60));
        assertThat(told()).containsExactly("model gpt tokens_per_day over: 100 of 100");

        watch.look(Instant.parse("2026-03-31T16:00:00Z"));
        watch.look(Instant.parse("2026-03-31T16:01:00Z"));
        assertThat(told()).containsExactly("model gpt tokens_per_day kept: 0 of 100");
    }

    @Test
    void watchesTheMonthOfAllTogether() {
        log.model("gpt", Instant.parse("2026-02-28T16:00:00Z"), 60, 1);
        log.workflow("translation", NOON, "success", null, 40, 1);

        watch("total.tokens-per-month", "100").look(now);

        assertThat(heard).singleElement().satisfies(one -> {
            assertThat(one.name()).isEmpty();
            assertThat(one.measure()).isEqualTo(new ProviderThresholdCrossed.Measure(100, 100, null));
            assertThat(one.at()).isEqualTo(NOON);
        });
        assertThat(told()).containsExactly("total  tokens_per_month over: 100 of 100");
    }

    @Test
    void anErrorRateTakesEnoughCallsAndLooksAtTheWindowOnly() {
        var watch = watch("workflows.translation.error-rate", "50", "minimum-calls", "4", "window", "10m");
        log.workflow("translation", NOON.minus(Duration.ofMinutes(11)), "success", null, 1, 1);
        log.workflow("translation", NOON.minusSeconds(9), "error", "4200", 0, 1);
        log.workflow("translation", NOON.minusSeconds(8), "timeout", "timeout", 0, 1);
        log.workflow("translation", NOON.minusSeconds(7), "interrupted", null, 0, 1);
        watch.look(now);
        assertThat(told()).isEmpty();

        log.workflow("translation", NOON.minusSeconds(6), "success", null, 0, 1);
        watch.look(now);
        assertThat(heard.getFirst().measure().window()).isEqualTo(Duration.ofMinutes(10));
        assertThat(told()).containsExactly("workflow translation error_rate over: 50 of 50");

        // nobody calls any more: nothing is known, so nothing is told
        watch.look(now.plus(Duration.ofHours(1)));
        assertThat(told()).isEmpty();

        for (var i = 0; i < 4; i++) {
            log.workflow("translation", now.plus(Duration.ofHours(2)), "success", null, 0, 1);
        }
        watch.look(now.plus(Duration.ofHours(2)));
        assertThat(told()).containsExactly("workflow translation error_rate kept: 0 of 50");
    }

    @Test
    void latencyIsThatOfCallsThatSucceeded() {
        var watch = watch("each.latency-p95", "1s", "models.cheap.latency-p95", "10s", "minimum-calls", "2");
        for (var model : List.of("gpt", "cheap")) {
            log.model(model, NOON.minusSeconds(3), 1, 1000);
            log.model(model, NOON.minusSeconds(2), 1, 1000);
            log.model(model, NOON.minusSeconds(1), "timeout", "timeout", 1, 60_000);
        }

        watch.look(now);

        assertThat(told()).containsExactly("model gpt latency_p95 over: 1000 of 1000");
    }

    @Test
    void hubsThatShareADatabaseTellOnce() {
        log.model("gpt", NOON, 100, 1);

        watch("each.tokens-per-day", "100").look(now);
        watch("each.tokens-per-day", "100").look(now);

        assertThat(told()).hasSize(1);
    }

    @Test
    void whatNobodyCouldHearIsToldAgain() {
        log.model("gpt", NOON, 100, 1);
        var rows = new WatchRows(jdbc);
        var deaf = new Crossings(
                rows,
                event -> {
                    throw new IllegalStateException("cannot listen now");
                },
                new DataSourceTransactionManager(database));
        var measure = new ProviderThresholdCrossed.Measure(100, 100, null);

        assertThatThrownBy(
                        () -> deaf.seen(new WatchRows.Subject("model", "gpt"), Threshold.TOKENS_PER_DAY, measure, NOON))
                .hasMessage("cannot listen now");
        watch("each.tokens-per-day", "100").look(now);

        assertThat(told()).hasSize(1);
    }

    @Test
    void refusesLimitsThatTheLogCannotShow() {
        var clock = Clock.fixed(NOON, ZoneOffset.UTC);
        var monthly = StatisticsTests.watch(Map.of("serai.provider.watch.total.tokens-per-month", "1"));
        var off = Settings.of(Map.of("serai.provider.log.enabled", "false"));
        var week = Settings.of(Map.of("serai.provider.log.retention-days", "7"));

        assertThatThrownBy(() -> new WatchRounds(watch(), monthly, off, clock))
                .hasMessageContaining("serai.provider.log.enabled");
        assertThatThrownBy(() -> new WatchRounds(watch(), monthly, week, clock))
                .hasMessageContaining("serai.provider.log.retention-days");
    }

    @Test
    void looksAgainAndAgainWhileTheHubRuns() {
        log.model("gpt", NOON, 100, 1);
        var settings = StatisticsTests.watch(
                Map.of("serai.provider.watch.each.tokens-per-day", "100", "serai.provider.watch.interval", "10ms"));
        var rounds = new WatchRounds(
                watch("each.tokens-per-day", "100"), settings, Settings.none(), Clock.fixed(NOON, ZoneOffset.UTC));

        rounds.start();
        Awaitility.await().until(() -> !heard.isEmpty());
        rounds.stop();

        assertThat(rounds.isRunning()).isFalse();
        assertThat(told()).hasSize(1);
    }
}
