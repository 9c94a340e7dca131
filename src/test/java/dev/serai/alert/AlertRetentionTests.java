package dev.serai.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Alerts and notifications go when their time is over. */
class AlertRetentionTests {

    private final HikariDataSource database = TestDatabase.fresh();
    private final AlertFixture alerts;

    AlertRetentionTests() throws Exception {
        alerts = new AlertFixture(database, Map.of());
    }

    @AfterEach
    void close() throws Exception {
        alerts.close();
        database.close();
    }

    private void notification(int days, String status) {
        alerts.jdbc
                .sql("""
                        insert into alert.notifications (id, key, channel, recipient, content, status, next_at, created_at)
                        values (gen_random_uuid(), :key, 'popup', '*', 'x', :status, now(), :at)""")
                .param("key", days + status)
                .param("status", status)
                .param("at", AlertSql.at(AlertFixture.NOON.minus(Duration.ofDays(days))))
                .update();
    }

    private void alert(int days) {
        alerts.jdbc
                .sql("""
                        insert into alert.alert_history (id, level, code, fingerprint, data, raised_at)
                        values (gen_random_uuid(), 'info', 'c', 'f', '{}', :at)""")
                .param("at", AlertSql.at(AlertFixture.NOON.minus(Duration.ofDays(days))))
                .update();
    }

    @Test
    void whatIsOverIsRemovedAndWhatIsToBeSentStays() {
        List.of(29, 31, 90).forEach(this::alert);
        notification(29, "sent");
        notification(31, "sent");
        notification(31, "failed");
        notification(31, "pending");

        assertThat(alerts.retention.clean())
                .hasToString("{notifications=2, rule_matches=0, occurrences=0, alert_history=2}");
        assertThat(alerts.jdbc
                        .sql("select key from alert.notifications order by key")
                        .query(String.class)
                        .list())
                .containsExactly("29sent", "31pending");
    }
}
