package dev.serai.provider;

import dev.serai.provider.ModelCatalog.Candidate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The way of one call past the providers that may answer it. Used by one thread. */
final class Course {

    private final Failover policy;
    private final Failover.Call call;
    private final long end;
    private final BooleanSupplier over;
    private boolean ended;
    private boolean waited;

    /** @param end by {@link System#nanoTime()} */
    Course(Failover policy, Failover.Call call, long end, BooleanSupplier over) {
        this.policy = policy;
        this.call = call;
        this.end = end;
        this.over = over;
    }

    ChatAnswer through(List<Failover.Stage> stages) {
        for (var at = 0; ; at++) {
            var last = at == stages.size() - 1;
            try {
                return ask(stages.get(at), last);
            } catch (ProviderException e) {
                if (last || isFinal(e)) {
                    throw e;
                }
                call.account().fallsBack(stages.get(at + 1).model(), e);
            }
        }
    }

    /** Asks all providers of a model, then those again that may answer yet. */
    private ChatAnswer ask(Failover.Stage stage, boolean last) {
        var left = stage.providers();
        for (var retried = 0; ; ) {
            var round = new Round(left, last);
            var answer = round.answer();
            if (answer != null) {
                return answer;
            }
            var failure = round.failure();
            var soonest = round.soonest();
            if (!round.again.isEmpty() && retried < policy.retry().attempts()) {
                retried++;
                var pause = round.pause(policy.retry().pauseBefore(retried));
                if (!fits(pause)) {
                    throw failure;
                }
                call.account().again(retried, policy.retry().attempts(), failure);
                sleep(pause, failure);
                left = round.due(pause);
            } else if (round.again.isEmpty() && last && soonest != null && !waited && fits(soonest.getValue())) {
                waited = true;
                call.account().again(1, 1, failure);
                sleep(soonest.getValue(), failure);
                left = List.of(soonest.getKey());
            } else {
                throw failure;
            }
        }
    }

    /** One time past some providers. */
    private final class Round {

        private final List<Candidate> providers;
        private final boolean last;
        private final List<Candidate> again = new ArrayList<>();

        /** Who said when to come back. */
        private final Map<Candidate, Duration> told = new LinkedHashMap<>();

        private @Nullable ProviderException failure;

        Round(List<Candidate> providers, boolean last) {
            this.providers = providers;
            this.last = last;
        }

        @Nullable
        ChatAnswer answer() {
            for (var at = 0; at < providers.size(); at++) {
                var candidate = providers.get(at);
                var next = at + 1 < providers.size() ? providers.get(at + 1) : null;
                try {
                    return attempt(candidate, next != null, next != null || !last);
                } catch (ProviderException e) {
                    note(candidate, e);
                    if (isFinal(e)) {
                        throw e;
                    }
                    if (next != null) {
                        call.account().goesOn(candidate.target(), next.target(), e);
                    }
                }
            }
            return null;
        }

        private void note(Candidate candidate, ProviderException e) {
            failure = e;
            if (e.retryable()) {
                again.add(candidate);
            }
            if (e instanceof ProviderException.RateLimited refused) {
                refused.retryAfter().ifPresent(wait -> {
                    policy.routing().busy(candidate, wait);
                    told.put(candidate, wait);
                });
            }
        }

        Map.@Nullable Entry<Candidate, Duration> soonest() {
            return told.entrySet().stream().min(Map.Entry.comparingByValue()).orElse(null);
        }

        /** Until the first of them may be asked again: after the usual pause, or when it has told to come back. */
        Duration pause(Duration usual) {
            return again.stream()
                    .map(candidate -> told.getOrDefault(candidate, usual))
                    .min(Comparator.naturalOrder())
                    .orElse(usual);
        }

        /** Those that may be asked again after such a pause. */
        List<Candidate> due(Duration pause) {
            return again.stream()
                    .filter(candidate ->
                            told.getOrDefault(candidate, Duration.ZERO).compareTo(pause) <= 0)
                    .toList();
        }

        ProviderException failure() {
            return failure == null ? new ProviderException.Unavailable("there is nobody to ask") : failure;
        }
    }

    /**
     * Asks one provider once.
     *
     * @param hurried whether another provider of the model is left, so that nobody waits for a turn here
     * @param limited whether anybody else is left, so that half of the time is for them
     */
    private ChatAnswer attempt(Candidate candidate, boolean hurried, boolean limited) {
        call.account().asks(candidate.target());
        if (!candidate.askable()) {
            throw new ProviderException.Unauthorized(String.join(" ", candidate.problems()));
        }
        var label = candidate.label();
        var wire = hurried ? policy.wires().hurriedTo(label) : policy.wires().to(label);
        var voice = new Voice(call.listener());
        try {
            if (!limited) {
                return call.attempt().by(candidate, wire, voice);
            }
            return TimeLimit.within(
                    half(), voice::cut, timeIsUp -> call.attempt().by(candidate, wire, voice));
        } catch (ProviderException e) {
            if (voice.cut()) {
                throw e;
            }
            ended = true;
            throw e.retryable() ? new ProviderException.Broken("it had begun (" + e.reason() + ")", e) : e;
        }
    }

    private boolean isFinal(ProviderException failure) {
        return ended || over.getAsBoolean() || !Failover.elsewhere(failure);
    }

    private Duration half() {
        return Duration.ofNanos(Math.max(1, (end - System.nanoTime()) / 2));
    }

    private boolean fits(Duration wait) {
        return wait.toNanos() < end - System.nanoTime() && !over.getAsBoolean();
    }

    private void sleep(Duration time, ProviderException failure) {
        try {
            policy.pause().sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
            throw failure;
        }
    }
}
