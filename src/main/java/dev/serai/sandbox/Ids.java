package dev.serai.sandbox;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** Gives out ids of 19 digits that do not come back after a restart, because they begin with the time. */
final class Ids {

    private static final long NINETEEN_DIGITS = 1_000_000_000_000_000_000L;
    private static final int ROOM_PER_MILLISECOND = 100_000;

    private final AtomicLong last;

    Ids(Clock clock) {
        last = new AtomicLong(NINETEEN_DIGITS + clock.millis() * ROOM_PER_MILLISECOND);
    }

    String next() {
        return Long.toString(last.incrementAndGet());
    }
}
