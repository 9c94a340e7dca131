package dev.serai.provider;

import dev.serai.provider.ModelCatalog.Candidate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * In which order the providers of a model are asked: by priority, the higher one first; within a priority by lot, a
 * weight of 2 twice as often first as a weight of 1. Then those that asked to be left alone for a while, and last those
 * that are down.
 */
final class Routing {

    private final Predicate<String> down;
    private final RandomGenerator random;
    private final Clock clock;
    private final Map<String, Instant> busyUntil = new ConcurrentHashMap<>();

    /** @param down whether the provider of this id failed its health checks */
    Routing(Predicate<String> down, RandomGenerator random, Clock clock) {
        this.down = down;
        this.random = random;
        this.clock = clock;
    }

    /** All that can be asked, in the order of asking; if none can, the first of them, which says why. */
    List<Candidate> order(List<Candidate> providers) {
        var askable = providers.stream().filter(Candidate::askable).toList();
        if (askable.isEmpty()) {
            return providers.stream().limit(1).toList();
        }
        if (askable.size() == 1) {
            return askable;
        }
        var order = new ArrayList<Candidate>(askable.size());
        for (int begin = 0, end; begin < askable.size(); begin = end) {
            end = endOfPriority(askable, begin);
            draw(new ArrayList<>(askable.subList(begin, end)), order);
        }
        order.sort(Comparator.comparingInt(this::trouble));
        return order;
    }

    /** The provider asks to be left alone for so long. */
    void busy(Candidate candidate, Duration time) {
        busyUntil.merge(
                candidate.label(), clock.instant().plus(time), (one, other) -> one.isAfter(other) ? one : other);
    }

    private static int endOfPriority(List<Candidate> providers, int begin) {
        var end = begin;
        while (end < providers.size() && priority(providers.get(end)) == priority(providers.get(begin))) {
            end++;
        }
        return end;
    }

    private static int priority(Candidate candidate) {
        return candidate.entry().turn().priority();
    }

    private void draw(List<Candidate> from, List<Candidate> to) {
        while (!from.isEmpty()) {
            var lot = random.nextInt(from.stream().mapToInt(Routing::weight).sum());
            var at = 0;
            while (lot >= weight(from.get(at))) {
                lot -= weight(from.get(at));
                at++;
            }
            to.add(from.remove(at));
        }
    }

    private static int weight(Candidate candidate) {
        return candidate.entry().turn().weight();
    }

    private int trouble(Candidate candidate) {
        if (down.test(candidate.id())) {
            return 2;
        }
        var until = busyUntil.get(candidate.label());
        if (until == null) {
            return 0;
        }
        if (until.isAfter(clock.instant())) {
            return 1;
        }
        busyUntil.remove(candidate.label(), until);
        return 0;
    }
}
