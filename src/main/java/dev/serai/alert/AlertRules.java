package dev.serai.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says which rules hold for an alert that has just been raised. */
@Component
public class AlertRules {

    private static final String LOAD = AlertSql.read("load-rules");
    private static final String COUNT = AlertSql.read("count-occurrences");
    private static final String FIND = AlertSql.read("find-match");

    private final JdbcClient jdbc;

    AlertRules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An alert that a run has raised and not stored yet.
     *
     * @param key names the turn of the run that asks
     */
    public record Raised(UUID id, AlertLevel level, String code, UUID runId, String key, Instant at) {}

    /**
     * A rule that holds.
     *
     * @param count occurrences within its window, this one included
     * @param escalates whether the alert becomes critical
     * @param row to be stored through {@link #endpoint}
     */
    public record Match(AlertRule rule, long count, boolean escalates, Map<String, @Nullable Object> row) {}

    /** Takes the row of a match. */
    public String endpoint() {
        return AlertSql.endpoint("insert-match");
    }

    /** The rules for whoever brings none. */
    public List<AlertRule> stored() {
        return jdbc.sql(LOAD).query((row, number) -> rule(row)).list();
    }

    private static AlertRule rule(ResultSet row) throws SQLException {
        return new AlertRule(
                row.getString("name"),
                AlertLevel.of(row.getString("level")),
                row.getString("code"),
                row.getInt("threshold"),
                duration(row.getString("span")),
                duration(row.getString("dedup")),
                row.getObject("escalate", Integer.class),
                List.of((String[]) row.getArray("actions").getArray()));
    }

    private static Duration duration(String text) {
        return DurationStyle.detectAndParse(text);
    }

    /** Those of the rules that hold now and did not hold for the same a short while ago. */
    public List<Match> match(List<AlertRule> rules, Raised raised) {
        var matches = new ArrayList<Match>();
        for (var rule : rules) {
            if (!rule.concerns(raised.level(), raised.code())) {
                continue;
            }
            var count = count(raised, rule.window()) + 1;
            var escalate = rule.escalate();
            var escalates = escalate != null && count >= escalate;
            var subject = subject(rule, raised) + (escalates ? "|critical" : "");
            if (count >= rule.threshold() && !held(rule, subject, raised)) {
                matches.add(new Match(rule, count, escalates, row(rule, subject, raised)));
            }
        }
        return matches;
    }

    /** A rule that counts is about the code; one that does not is about the alert. */
    private static String subject(AlertRule rule, Raised raised) {
        return rule.threshold() > 1 ? raised.code() : raised.id().toString();
    }

    private long count(Raised raised, Duration window) {
        return jdbc.sql(COUNT)
                .param("code", AlertSql.clean(raised.code()))
                .param("since", AlertSql.at(raised.at().minus(window)))
                .param("run", raised.runId())
                .query(Long.class)
                .single();
    }

    private boolean held(AlertRule rule, String subject, Raised raised) {
        return jdbc.sql(FIND)
                .param("rule", rule.name())
                .param("subject", AlertSql.clean(subject))
                .param("since", AlertSql.at(raised.at().minus(rule.dedup())))
                .param("run", raised.runId())
                .query(Boolean.class)
                .single();
    }

    private static Map<String, @Nullable Object> row(AlertRule rule, String subject, Raised raised) {
        return Map.of(
                "key", raised.key() + ":" + rule.name(),
                "rule", rule.name(),
                "subject", AlertSql.clean(subject),
                "runId", raised.runId().toString(),
                "at", raised.at().toString());
    }
}
