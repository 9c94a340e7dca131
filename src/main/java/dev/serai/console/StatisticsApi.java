package dev.serai.console;

import dev.serai.provider.CallKind;
import dev.serai.provider.CallStatistics;
import dev.serai.provider.LoggedCall;
import dev.serai.provider.Period;
import dev.serai.provider.Statistics;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What calls of models and workflows came to; {@code from} and {@code to} are the last seven days if left out. */
@RestController
class StatisticsApi {

    private static final Duration USUAL = Duration.ofDays(7);
    private static final int MOST = 200;

    /** A model or workflow; times in milliseconds, of calls that succeeded. */
    record Line(
            String name,
            long calls,
            long succeeded,
            long failed,
            long interrupted,
            CallStatistics.Tokens tokens,
            Millis latencyMs,
            Map<String, Long> errors,
            long tokensThisMonth) {}

    /** How long calls took. */
    record Millis(long average, long p50, long p95, long p99) {}

    /** How often a workflow did not fail, from 0 to 1, and how long it took. */
    record SuccessRate(String name, long calls, double successRate, long averageMs) {}

    /** What one of them has spent. */
    record Spent(String name, long tokens) {}

    /** One call. */
    record Call(
            UUID id,
            String name,
            String provider,
            @Nullable UUID runId,
            @Nullable String nodeId,
            String status,
            @Nullable String errorCode,
            @Nullable String errorMessage,
            long tokens,
            long durationMs,
            Instant at) {}

    private final Statistics statistics;
    private final Clock clock;

    StatisticsApi(Statistics statistics, Clock clock) {
        this.statistics = statistics;
        this.clock = clock;
    }

    @GetMapping("/api/statistics/workflows")
    Reply workflows(@RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String to) {
        return all(CallKind.WORKFLOW, period(from, to));
    }

    @GetMapping("/api/statistics/workflows/{name}")
    Reply workflow(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to) {
        return one(CallKind.WORKFLOW, name, period(from, to));
    }

    @GetMapping("/api/statistics/models")
    Reply models(@RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String to) {
        return all(CallKind.MODEL, period(from, to));
    }

    @GetMapping("/api/statistics/models/{name}")
    Reply model(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to) {
        return one(CallKind.MODEL, name, period(from, to));
    }

    /** How reliable and how quick each workflow is. */
    @GetMapping("/api/statistics/success-rates")
    Reply successRates(
            @RequestParam(defaultValue = "workflow") String kind,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to) {
        return Reply.of(statistics.of(CallKind.of(kind), period(from, to)).stream()
                .map(one -> new SuccessRate(
                        one.name(),
                        one.calls().all(),
                        one.calls().successRate(),
                        one.latency().average().toMillis()))
                .toList());
    }

    /** What each workflow has spent since the month began, the greatest spender first. */
    @GetMapping("/api/statistics/month-tokens")
    Reply monthTokens(@RequestParam(defaultValue = "workflow") String kind) {
        return Reply.of(statistics.tokensThisMonth(CallKind.of(kind)).entrySet().stream()
                .map(one -> new Spent(one.getKey(), one.getValue()))
                .toList());
    }

    /** The newest failures of a workflow, with code and message. */
    @GetMapping("/api/statistics/recent-errors")
    Reply recentErrors(
            @RequestParam(defaultValue = "workflow") String kind,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "20") int limit) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: it is missing; name a workflow, or a model with kind=model");
        }
        return Reply.of(calls(statistics.recentErrors(CallKind.of(kind), name, page(limit))));
    }

    /** The calls that took longest. */
    @GetMapping("/api/statistics/slowest-calls")
    Reply slowestCalls(
            @RequestParam(defaultValue = "workflow") String kind,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "20") int limit) {
        return Reply.of(calls(statistics.slowestCalls(CallKind.of(kind), name, period(from, to), page(limit))));
    }

    private Reply all(CallKind kind, Period period) {
        return Reply.of(
                statistics.of(kind, period).stream().map(StatisticsApi::line).toList());
    }

    private Reply one(CallKind kind, String name, Period period) {
        return Reply.of(statistics
                .of(kind, name, period)
                .map(StatisticsApi::line)
                .orElseThrow(() -> new NotFound(kind.word(), name)));
    }

    private Period period(String from, String to) {
        var end = to.isBlank() ? clock.instant() : moment("to", to);
        return new Period(from.isBlank() ? end.minus(USUAL) : moment("from", from), end);
    }

    private static Instant moment(String name, String text) {
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    name + ": '" + text + "' is no time; write it like 2026-11-21T10:30:00+08:00 (as %2B) or with Z",
                    e);
        }
    }

    private static int page(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit: " + limit + " is not between 1 and " + MOST);
        }
        return limit;
    }

    private static Line line(CallStatistics one) {
        var calls = one.calls();
        var latency = one.latency();
        return new Line(
                one.name(),
                calls.all(),
                calls.succeeded(),
                calls.failed(),
                calls.interrupted(),
                one.tokens(),
                new Millis(
                        latency.average().toMillis(),
                        latency.p50().toMillis(),
                        latency.p95().toMillis(),
                        latency.p99().toMillis()),
                one.errors(),
                one.tokensThisMonth());
    }

    private static List<Call> calls(List<LoggedCall> calls) {
        return calls.stream()
                .map(call -> new Call(
                        call.id(),
                        call.name(),
                        call.provider(),
                        call.tag().run(),
                        call.tag().node(),
                        call.status(),
                        call.errorCode(),
                        call.errorMessage(),
                        call.tokens(),
                        call.took().toMillis(),
                        call.at()))
                .toList();
    }
}
