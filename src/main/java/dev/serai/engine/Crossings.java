package dev.serai.engine;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Where the ways of a run part and meet: how many there are, and which of them have come to their end. */
final class Crossings {

    private final Map<Turn, Integer> ways = new HashMap<>();
    private final Map<Turn, Map<String, Frame>> arrivals = new HashMap<>();
    private final Map<Turn, Semaphore> permits = new HashMap<>();

    /** Notes how many ways part and will meet in a turn. */
    synchronized void part(Turn at, int count) {
        ways.put(at, count);
    }

    /** A way has come to its end. */
    synchronized void arrive(Frame way) {
        var fork = way.fork();
        if (fork != null) {
            arrivals.computeIfAbsent(fork.at(), any -> new LinkedHashMap<>()).put(fork.way(), way);
        }
    }

    /** The ways that have come to their end, in the order in which they came. */
    synchronized Map<String, Frame> arrivals(Turn at) {
        return new LinkedHashMap<>(arrivals.getOrDefault(at, Map.of()));
    }

    /** What a turn sees in which ways meet. */
    synchronized Meeting meeting(Turn at) {
        var arrived = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        arrivals(at).forEach((way, there) -> arrived.put(way, there.context().last()));
        return new Meeting(ways.getOrDefault(at, 0), arrived);
    }

    /** How many iterations of a turn may run at the same time. */
    synchronized Semaphore permits(Turn at, int count) {
        return permits.computeIfAbsent(at, any -> new Semaphore(count));
    }
}
