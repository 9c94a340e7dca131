package dev.serai;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Primary;

/**
 * The time in the hub under test: it passes as ever, but begins on an ordinary working morning and can be moved on. It
 * never goes back, for nothing that waits expects that.
 */
@Primary
final class HubClock extends Clock {

    /** Ten o'clock in Shanghai on the day before the first holiday the main flow knows. */
    private static final Instant BEGIN = Instant.parse("2026-09-30T02:00:00Z");

    private final Clock real = Clock.systemUTC();
    private Duration ahead = Duration.between(real.instant(), BEGIN);

    /** Lets the time be this, if it is not later already. */
    synchronized void moveTo(Instant time) {
        var now = instant();
        if (now.isBefore(time)) {
            ahead = ahead.plus(Duration.between(now, time));
        }
    }

    @Override
    public synchronized Instant instant() {
        return real.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the hub reckons in UTC");
    }
}
