package dev.serai.provider;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Removes what was kept about calls and health checks longer than {@code serai.provider.log.retention-days}, by whole
 * days, so that thirty of them hold all of this month.
 */
@Component
public class CallRetention {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final int days;
    private final ZoneId zone;

    CallRetention(JdbcClient jdbc, Clock clock, ProviderProperties settings, WatchProperties watch) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.days = settings.log().retentionDays();
        this.zone = watch.zone();
    }

    /** Removes it, so much at a time; answers how many rows of each table. May be repeated, also by several hubs. */
    public Map<String, Integer> clean() {
        var removed = new LinkedHashMap<String, Integer>();
        removed.put("ai_workflow_logs", remove("delete-workflow-logs"));
        removed.put("ai_io_logs", remove("delete-io-logs"));
        removed.put("ai_model_health_checks", remove("delete-health-checks"));
        removed.put("workflow_interrupts", remove("delete-interrupts"));
        removed.put("workflow_runs", remove("delete-runs"));
        return removed;
    }

    private int remove(String statement) {
        var sql = ProviderSql.read(statement);
        var before = LocalDate.ofInstant(clock.instant(), zone)
                .minusDays(days)
                .atStartOfDay(zone)
                .toInstant()
                .atOffset(ZoneOffset.UTC);
        var all = 0;
        for (int some = -1; some != 0; all += some) {
            some = jdbc.sql(sql).param("before", before).update();
        }
        return all;
    }
}
