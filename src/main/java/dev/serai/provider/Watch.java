package dev.serai.provider;

import dev.serai.provider.ProviderThresholdCrossed.Measure;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks whether calls keep their limits. */
@Component("providerWatch")
class Watch {

    private final WatchProperties settings;
    private final WatchRows rows;
    private final Crossings crossings;
    private final Models models;
    private final Workflows workflows;

    Watch(WatchProperties settings, WatchRows rows, Crossings crossings, Models models, Workflows workflows) {
        this.settings = settings;
        this.rows = rows;
        this.crossings = crossings;
        this.models = models;
        this.workflows = workflows;
    }

    /** Looks at all limits, as of now. May be repeated, also by several hubs at the same time. */
    void look(Instant now) {
        for (var name : both(models.names(), settings.models().keySet())) {
            look(new WatchRows.Subject("model", name), settings.model(name), now);
        }
        for (var name : both(workflows.names(), settings.workflows().keySet())) {
            look(new WatchRows.Subject("workflow", name), settings.workflow(name), now);
        }
        look(new WatchRows.Subject("total", null), settings.total(), now);
    }

    private static Set<String> both(Collection<String> some, Collection<String> others) {
        var all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private void look(WatchRows.Subject subject, WatchProperties.Limits limits, Instant now) {
        var day = LocalDate.ofInstant(now, settings.zone())
                .atStartOfDay(settings.zone())
                .toInstant();
        tokens(subject, Threshold.TOKENS_PER_DAY, limits.tokensPerDay(), day, now);
        var month = Statistics.monthBegin(now, settings.zone());
        tokens(subject, Threshold.TOKENS_PER_MONTH, limits.tokensPerMonth(), month, now);
        if (limits.errorRate() != null || limits.latencyP95() != null) {
            calls(subject, limits, now);
        }
    }

    private void tokens(
            WatchRows.Subject subject, Threshold threshold, @Nullable Long limit, Instant since, Instant now) {
        if (limit != null) {
            var measure = new Measure(rows.tokens(subject, since), limit, null);
            crossings.seen(subject, threshold, measure, now);
        }
    }

    /** Fewer calls than the minimum decide nothing: what was told last holds on. */
    private void calls(WatchRows.Subject subject, WatchProperties.Limits limits, Instant now) {
        var calls = rows.calls(subject, now.minus(settings.window()));
        var rate = limits.errorRate();
        if (rate != null && calls.calls() >= settings.minimumCalls()) {
            var measure = new Measure(100.0 * calls.failed() / calls.calls(), rate, settings.window());
            crossings.seen(subject, Threshold.ERROR_RATE, measure, now);
        }
        var slowest = limits.latencyP95();
        var p95 = calls.p95();
        if (slowest != null && p95 != null && calls.answered() >= settings.minimumCalls()) {
            var measure = new Measure(p95, slowest.toMillis(), settings.window());
            crossings.seen(subject, Threshold.LATENCY_P95, measure, now);
        }
    }
}
