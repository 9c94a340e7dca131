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
                "serai.provider.models.doubao.model", "doubao-pro",
                "serai.provider.models.alias.model", "doubao-pro",
                "serai.provider.models.unset.model", "none");
        var models = (ConfiguredModels) new Calls(spine.camel(), lines).models(provider);
        var probes = new ModelProbes(models, Settings.of(lines), new Ticking(took));
        return new ModelHealth(probes, jdbc, Clock.fixed(NOW, ZoneOffset.UTC)).check();
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
