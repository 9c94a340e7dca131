package dev.serai.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether the models answer. A model is {@code degraded} when it answers slowly, limits our rate or has failed once,
 * and {@code down} when it failed twice in a row.
 */
@Component
public class ModelHealth {

    private static final String LAST = ProviderSql.read("find-last-health-checks");
    private static final String INSERT = ProviderSql.read("insert-health-check");

    /** How well a model is. */
    enum Status {
        HEALTHY,
        DEGRADED,
        DOWN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Check(String status, boolean failed, Instant at) {

        boolean down() {
            return status.equals(Status.DOWN.word());
        }
    }

    private static final Check NEVER = new Check(Status.HEALTHY.word(), false, Instant.MIN);
    private static final int NEWS = 3;
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final ModelProbes probes;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ProviderProperties.Health settings;
    private volatile Map<String, Check> known = Map.of();

    ModelHealth(ModelProbes probes, JdbcClient jdbc, Clock clock, ProviderProperties settings) {
        this.probes = probes;
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings.health();
    }

    /** Takes over what any hub found out last. */
    void look() {
        known = last();
    }

    /** Whether the model of this id was down when it was asked, lately. */
    boolean down(String id) {
        var check = known.get(id);
        return check != null && check.down() && lately(check);
    }

    /** How the model of this id is; null if nobody asked it lately. */
    @Nullable
    String word(String id) {
        var check = known.get(id);
        return check != null && lately(check) ? check.status() : null;
    }

    private boolean lately(Check check) {
        var interval = settings.interval().compareTo(SHORTEST) < 0 ? SHORTEST : settings.interval();
        return check.at().plus(interval.multipliedBy(NEWS)).isAfter(clock.instant());
    }

    /**
     * Asks each model that is configured completely, and has not been asked for the interval, for a word and keeps what
     * came of it. Costs a call of a few tokens for each; declarations of the same model are asked for once.
     *
     * @return the models that went down or came back: of each {@code model}, {@code from}, {@code to} and {@code error}
     */
    public List<Map<String, Object>> check() {
        if (!settings.enabled()) {
            return List.of();
        }
        var before = last();
        var now = clock.instant();
        var changes = new ArrayList<Map<String, Object>>();
        probes.all(id -> due(before.getOrDefault(id, NEVER), now)).forEach((candidate, probe) -> {
            var last = before.getOrDefault(candidate.id(), NEVER);
            var status = status(probe, last);
            keep(candidate.id(), status, probe, now);
            if (!status.word().equals(last.status()) && (status == Status.DOWN || last.down())) {
                changes.add(change(candidate, last.status(), status.word(), probe.error()));
            }
        });
        look();
        return changes;
    }

    /** A little early counts as well: nobody is woken on the second. */
    private boolean due(Check last, Instant now) {
        var interval = settings.interval();
        return last.equals(NEVER)
                || !last.at().plus(interval.minus(interval.dividedBy(10))).isAfter(now);
    }

    private Map<String, Object> change(
            ModelCatalog.Candidate candidate, String from, String to, @Nullable String error) {
        var change = new LinkedHashMap<String, Object>();
        change.put("model", probes.title(candidate));
        change.put("from", from);
        change.put("to", to);
        change.put("error", error == null ? "" : error);
        return change;
    }

    private static Status status(ModelProbes.Probe probe, Check last) {
        if (probe.error() == null) {
            return probe.slow() ? Status.DEGRADED : Status.HEALTHY;
        }
        return last.failed() && !probe.limited() ? Status.DOWN : Status.DEGRADED;
    }

    private Map<String, Check> last() {
        var last = new HashMap<String, Check>();
        jdbc.sql(LAST).query(row -> {
            last.put(
                    row.getString("model_id"),
                    new Check(
                            row.getString("status"),
                            row.getString("error_message") != null,
                            row.getTimestamp("checked_at").toInstant()));
        });
        return last;
    }

    private void keep(String model, Status status, ModelProbes.Probe probe, Instant at) {
        @Nullable String error = probe.error();
        jdbc.sql(INSERT)
                .param("model", model)
                .param("status", status.word())
                .param("millis", probe.took().toMillis())
                .param("error", error)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
