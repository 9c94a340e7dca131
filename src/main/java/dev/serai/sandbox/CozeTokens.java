package dev.serai.sandbox;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The access tokens that OAuth apps were given, each good until its end or until all are called in. */
final class CozeTokens {

    private static final int RANDOM_BYTES = 24;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();

    CozeTokens(Clock clock) {
        this.clock = clock;
    }

    /** A new token and when it ends. */
    record Issued(String token, Instant end) {}

    Issued issue(Duration duration) {
        var now = clock.instant();
        ends.values().removeIf(end -> !end.isAfter(now));
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        var token = "czs_" + HexFormat.of().formatHex(bytes);
        var end = Instant.ofEpochSecond(now.plus(duration).getEpochSecond());
        ends.put(token, end);
        issued.incrementAndGet();
        return new Issued(token, end);
    }

    boolean knows(String token) {
        var end = ends.get(token);
        return end != null && end.isAfter(clock.instant());
    }

    /** How many were given out since the last reset. */
    int issued() {
        return issued.get();
    }

    /** No token is good any more. */
    void callIn() {
        ends.clear();
    }

    void reset() {
        callIn();
        issued.set(0);
    }
}
