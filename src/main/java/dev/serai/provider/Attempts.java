package dev.serai.provider;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * The failure policy of all calls: what is tried again, how often and when, and when it is given up. An attempt that
 * fails after the first byte of an answer says so by an exception that is not retryable.
 */
final class Attempts {

    private final ProviderProperties.Retry retry;
    private final Pause pause;

    Attempts(ProviderProperties.Retry retry, Pause pause) {
        this.retry = retry;
        this.pause = pause;
    }

    /** Hears of each failure that is followed by another attempt, before the pause. */
    @FunctionalInterface
    interface Retrial {
        void again(int attempt, int of, ProviderException cause);
    }

    /** Makes attempts on a thread of their own until one succeeds, none is left or the time is over. */
    <T> T run(Duration limit, Supplier<T> attempt, Retrial retrial) {
        var end = System.nanoTime() + limit.toNanos();
        return TimeLimit.within(limit, () -> untilDone(end, attempt, retrial));
    }

    private <T> T untilDone(long end, Supplier<T> attempt, Retrial retrial) {
        var retried = 0;
        var waited = false;
        while (true) {
            try {
                return attempt.get();
            } catch (ProviderException.RateLimited e) {
                if (waited || !fits(e, end)) {
                    throw e;
                }
                waited = true;
                pauseAfter(e, e.retryAfter().orElseThrow(), () -> retrial.again(1, 1, e));
            } catch (ProviderException e) {
                if (!e.retryable() || retried == retry.attempts()) {
                    throw e;
                }
                var number = ++retried;
                pauseAfter(e, retry.pauseBefore(number), () -> retrial.again(number, retry.attempts(), e));
            }
        }
    }

    private static boolean fits(ProviderException.RateLimited limited, long end) {
        return limited.retryAfter()
                .filter(wait -> wait.toNanos() < end - System.nanoTime())
                .isPresent();
    }

    private void pauseAfter(ProviderException failure, Duration time, Runnable tell) {
        if (Thread.currentThread().isInterrupted()) {
            throw failure;
        }
        tell.run();
        try {
            pause.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
