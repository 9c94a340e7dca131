package dev.serai.alert;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What people should know of. Rows are stored by whoever has a transaction for them: this door gives the camel-sql
 * endpoints and the rows they take, and each may be stored again without harm.
 */
@Component
public class Alerts {

    /** So long the same alert about the same is a repeat. */
    public static final Duration DEDUP = Duration.ofMinutes(10);

    private static final String FIND = AlertSql.read("find-alert");
    private static final String ACKNOWLEDGE = AlertSql.read("acknowledge-alert");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Alerts(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** Takes {@link #row}; to be stored before the occurrence. */
    public String endpoint() {
        return AlertSql.endpoint("insert-alert");
    }

    /** Takes {@link #occurrence}. */
    public String occurrenceEndpoint() {
        return AlertSql.endpoint("insert-occurrence");
    }

    /** To be called once both rows are stored: tells whoever acts on alerts. May be called again. */
    public void stored(UUID id, Alert alert) {
        events.publishEvent(new AlertRaised(id, alert));
    }

    /** Takes {@code id} and {@code at}: makes an alert critical. */
    public String escalationEndpoint() {
        return AlertSql.endpoint("escalate-alert");
    }

    /**
     * The id of an alert: that of the one it repeats, if the same was raised in the last ten minutes. Two that are
     * raised at the same time get the same id.
     */
    public UUID id(Alert alert) {
        return jdbc.sql(FIND)
                .param("fingerprint", AlertSql.clean(alert.fingerprint()))
                .param("since", AlertSql.at(alert.at().minus(DEDUP)))
                .query(UUID.class)
                .optional()
                .orElseGet(() -> fresh(alert));
    }

    private static UUID fresh(Alert alert) {
        var slot = alert.at().getEpochSecond() / DEDUP.toSeconds();
        return UUID.nameUUIDFromBytes((alert.fingerprint() + "|" + slot).getBytes(StandardCharsets.UTF_8));
    }

    /** The alert itself. */
    public Map<String, @Nullable Object> row(UUID id, Alert alert) {
        var row = occurrence(id, alert);
        row.put("level", alert.level().word());
        row.put("fingerprint", AlertSql.clean(alert.fingerprint()));
        row.put("data", AlertSql.cleanJson(alert.data()));
        row.put("nodeId", alert.nodeId());
        return row;
    }

    /** That it came. */
    public Map<String, @Nullable Object> occurrence(UUID id, Alert alert) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("key", alert.key());
        row.put("id", id.toString());
        row.put("code", AlertSql.clean(alert.code()));
        var run = alert.runId();
        row.put("runId", run == null ? null : run.toString());
        row.put("at", alert.at().toString());
        return row;
    }

    /** The row that makes an alert critical. */
    public Map<String, @Nullable Object> escalation(UUID id, Instant at) {
        return Map.of("id", id.toString(), "at", at.toString());
    }

    /** Notes who has seen to an alert; false if somebody had before, or there is no such alert. */
    public boolean acknowledge(UUID id, String by) {
        return jdbc.sql(ACKNOWLEDGE)
                        .param("id", id)
                        .param("by", by)
                        .param("at", AlertSql.at(clock.instant()))
                        .update()
                == 1;
    }
}
