package dev.serai.alert;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Removes alerts and notifications that were kept longer than {@code serai.alert.retention-days}. */
@Component
public class AlertRetention {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration kept;

    AlertRetention(JdbcClient jdbc, Clock clock, AlertProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.kept = Duration.ofDays(properties.retentionDays());
    }

    /**
     * Removes them, so many at a time; answers how many rows of each table. What is still to be sent stays. May be
     * repeated, also by several hubs.
     */
    public Map<String, Integer> clean() {
        var removed = new LinkedHashMap<String, Integer>();
        removed.put("notifications", remove("delete-notifications"));
        removed.put("rule_matches", remove("delete-matches"));
        removed.put("occurrences", remove("delete-occurrences"));
        removed.put("alert_history", remove("delete-alerts"));
        return removed;
    }

    private int remove(String statement) {
        var sql = AlertSql.read(statement);
        var before = AlertSql.at(clock.instant().minus(kept));
        var all = 0;
        for (int some = -1; some != 0; all += some) {
            some = jdbc.sql(sql).param("before", before).update();
        }
        return all;
    }
}
