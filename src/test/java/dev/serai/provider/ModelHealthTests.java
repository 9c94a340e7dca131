package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Models that are ill are noticed, and what was kept about calls goes when its time is over. */
class ModelHealthTests {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final HikariDataSource database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Spine spine = Spine.callsAndLogs(database);
    private final ScriptedModel provider = new ScriptedModel();
    private String interval = "0s";
    private String enabled = "true";
    private Instant now = NOW;
    private @Nullable ModelHealth health;

    @AfterEach
    void stop() {
        spine.close();
        database.close();
    }

    @BeforeEach
    void speak() {
        provider.pieces("pong");
    }

    private List<Map<String, Object>> check() {
        return check(Duration.ZERO);
    }

    private List<Map<String, Object>> check(Duration took) {
        var lines = Map.of(
                "serai.provider.health.interval", interval,
                "serai.provider.health.enabled", enabled,
                "serai.provider.models.doubao.model", "doubao-pro",
                "serai.provider.models.alias.model", "doubao-pro",
                "serai.provider.models.unset.model", "none");
        var calls = new Calls(spine.camel(), lines);
        var probes = calls.probes(calls.registry(provider), new Ticking(took));
        health = new ModelHealth(probes, jdbc, Clock.fixed(now, ZoneOffset.UTC), calls.settings());
        return health.check();
    }

    /** So much later each time it is looked at. */
    private static final class Ticking extends Clock {

        private final Duration step;
        private Instant now = NOW;

        Ticking(Duration step) {
            this.step = step;
        }

        @Override
        public synchronized Instant instant() {
            now = now.plus(step);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private List<String> kept(String model) {
        return jdbc.sql("select status || coalesce(': ' || error_message, '') from provider.ai_model_health_checks"
                        + " where model_id = ? order by id")
                .param(model)
                .query(String.class)
                .list();
    }

    @Test
    void keepsHowEachConfiguredModelIs() {
        assertThat(check()).isEmpty();

        assertThat(kept("doubao")).containsExactly("healthy");
        assertThat(kept("alias")).containsExactly("healthy");
        assertThat(kept("unset")).isEmpty();
        assertThat(jdbc.sql("select count(*) from provider.ai_io_logs")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void routingHearsOfAModelThatIsDownAsLongAsThatIsNews() {
        provider.fails(new ProviderException.Network("nobody answers", null));
        check();
        assertThat(Objects.requireNonNull(health).down("doubao")).isFalse();

        check();

        assertThat(health.down("doubao")).isTrue();
        assertThat(health.word("doubao")).isEqualTo("down");
        assertThat(health.word("unset")).isNull();
        var later = new ModelHealth(
                new Calls(spine.camel(), Map.of())
                        .probes(new Calls(spine.camel(), Map.of()).registry(provider), Clock.systemUTC()),
                jdbc,
                Clock.fixed(NOW.plus(Duration.ofMinutes(4)), ZoneOffset.UTC),
                Settings.none());
        later.look();
        assertThat(later.down("doubao")).isFalse();
    }

    @Test
    void aModelIsAskedOnceInAnIntervalAndNotAtAllWhenChecksAreOff() {
        interval = "60s";
        check();
        now = NOW.plusSeconds(30);
        check();
        now = NOW.plusSeconds(59);
        check();
        enabled = "false";
        now = NOW.plusSeconds(600);
        check();

        assertThat(kept("doubao")).hasSize(2);
        assertThat(provider.asked()).isEqualTo(2);
    }

    @Test
    void namesOfTheSameModelAreAskedForOnce() {
        check();

        assertThat(provider.asked()).isOne();
    }

    @Test
    void aModelThatAnswersSlowlyIsDegraded() {
        check(Duration.ofSeconds(5));
        check(Duration.ofSeconds(6));

        assertThat(kept("doubao")).containsExactly("healthy", "degraded");
        assertThat(jdbc.sql("select max(response_time) from provider.ai_model_health_checks")
                        .query(Integer.class)
                        .single())
                .isEqualTo(6000);
    }

    @Test
    void twoFailuresInARowAreDownAndAnAnswerIsBack() {
        provider.fails(new ProviderException.Network("nobody answers", null));
        var first = check();
        var second = check();
        var third = check();
        provider.recovers();
        var fourth = check();
        var fifth = check();

        assertThat(first).isEmpty();
        assertThat(second)
                .extracting(change -> change.get("model") + ": " + change.get("from") + " > " + change.get("to"))
                .containsExactly("alias: degraded > down", "doubao: degraded > down");
        assertThat(third).isEmpty();
        assertThat(fourth)
                .extracting(change -> change.get("from") + " > " + change.get("to"))
                .containsExactly("down > healthy", "down > healthy");
        assertThat(fifth).isEmpty();
        assertThat(kept("doubao")).hasSize(5).first().asString().startsWith("degraded: ");
    }

    @Test
    void aModelThatWantsToBeAskedLessOftenIsNotDown() {
        provider.fails(new ProviderException.RateLimited("429", Duration.ofSeconds(1), "too many"));

        check();
        check();

        assertThat(kept("doubao")).allMatch(line -> line.startsWith("degraded"));
    }

    @Test
    void whatIsOlderThanItsRetentionIsRemovedAndNothingElse() {
        for (var days : List.of(29, 31, 400)) {
            jdbc.sql("""
                            insert into provider.ai_model_health_checks (model_id, status, response_time, checked_at)
                            values ('m', 'healthy', 1, :at)""")
                    .param("at", NOW.minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC))
                    .update();
        }
        var retention = new CallRetention(
                jdbc, Clock.fixed(NOW, ZoneOffset.UTC), Settings.none(), StatisticsTests.watch(Map.of()));

        assertThat(retention.clean())
                .hasToString("{ai_workflow_logs=0, ai_io_logs=0, ai_model_health_checks=2, workflow_interrupts=0,"
                        + " workflow_runs=0}");
        assertThat(retention.clean()).containsEntry("ai_model_health_checks", 0);
        assertThat(kept("m")).hasSize(1);
    }
}
