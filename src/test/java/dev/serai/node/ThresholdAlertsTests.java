package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.alert.AlertFixture;
import dev.serai.alert.AlertRaised;
import dev.serai.provider.ProviderThresholdCrossed;
import dev.serai.provider.Threshold;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of limits that are reached. */
class ThresholdAlertsTests {

    private final HikariDataSource database = TestDatabase.fresh();
    private final AlertFixture alerts;
    private final ThresholdAlerts thresholds;
    private final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));

    ThresholdAlertsTests() throws Exception {
        alerts = new AlertFixture(database, Map.of());
        thresholds = new ThresholdAlerts(alerts.alerts, NodeSettings.withoutDelays(), alerts.routes());
    }

    @AfterEach
    void close() {
        alerts.close();
        database.close();
    }

    private static ProviderThresholdCrossed crossed(boolean over) {
        var measure = new ProviderThresholdCrossed.Measure(over ? 55.5 : 1, 50, Duration.ofMinutes(10));
        return new ProviderThresholdCrossed("model", "gpt", Threshold.ERROR_RATE, measure, over, AlertFixture.NOON);
    }

    @Test
    void raisesAnAlertAndSaysWhenItIsOver() {
        transaction.executeWithoutResult(status -> thresholds.on(crossed(true)));
        transaction.executeWithoutResult(status -> thresholds.on(crossed(false)));

        assertThat(alerts.texts("select level || ' ' || code || ' ' || (data ->> 'name') || ' ' || (data ->> 'value')"
                        + " from alert.alert_history where run_id is null order by level"))
                .containsExactly("critical error_rate:gpt gpt 55.5", "info error_rate:gpt gpt 1.0");
        assertThat(alerts.texts("select code from alert.occurrences")).hasSize(2);
        assertThat(alerts.heard).hasSize(2).allSatisfy(heard -> assertThat(
                        ((AlertRaised) heard).alert().runId())
                .isNull());
    }

    @Test
    void raisesNothingWhenTheCrossingIsNotRemembered() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    thresholds.on(crossed(true));
                    throw new IllegalStateException("no commit");
                }))
                .hasMessage("no commit");

        assertThat(alerts.texts("select code from alert.alert_history")).isEmpty();
        assertThat(alerts.heard).isEmpty();
    }
}
