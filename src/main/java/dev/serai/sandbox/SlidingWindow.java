package dev.serai.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/** Lets so many calls pass in any minute; what is refused does not count. */
final class SlidingWindow {

    private static final Duration LENGTH = Duration.ofMinutes(1);

    private final Clock clock;
    private final int initial;
    private final ArrayDeque<Instant> passed = new ArrayDeque<>();
    private int perMinute;

    SlidingWindow(Clock clock, int perMinute) {
        this.clock = clock;
        this.initial = perMinute;
        this.perMinute = perMinute;
    }

    synchronized boolean pass() {
        if (perMinute == 0) {
            return true;
        }
        var now = clock.instant();
        while (!passed.isEmpty() && !passed.getFirst().plus(LENGTH).isAfter(now)) {
            passed.removeFirst();
        }
        if (passed.size() >= perMinute) {
            return false;
        }
        passed.addLast(now);
        return true;
    }

    /** Changes the limit; 0 lets everything pass. */
    synchronized void allow(int perMinute) {
        this.perMinute = perMinute;
        passed.clear();
    }

    synchronized int perMinute() {
        return perMinute;
    }

    void reset() {
        allow(initial);
    }
}
