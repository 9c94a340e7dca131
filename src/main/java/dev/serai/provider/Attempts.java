package dev.serai.provider;

import java.time.Duration;
import java.util.function.BooleanSupplier;
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
        return TimeLimit.within(limit, over -> untilDone(attempt, new Call(end, over, retrial)));
    }

    private record Call(long end, BooleanSupplier over, Retrial retrial) {

        boolean allows(Duration wait) {
            return wait.toNanos() < end - System.nanoTime();
        }
    }

    private <T> T untilDone(Supplier<T> attempt, Call call) {
        var retried = 0;
        var waited = false;
        while (true) {
            try {
                return attempt.get();
            } catch (ProviderException e) {
                if (call.over().getAsBoolean()) {
                    throw e;
                }
                if (e.retryable()) {
                    retried++;
                    retry(e, retried, call);
                } else if (e instanceof ProviderException.RateLimited limited && !waited) {
                    waited = true;
                    waitOnce(limited, call);
                } else {
                    throw e;
                }
            }
        }
    }

    /** A provider that turned the call away may say how long to stay away; a wait that is too long is no use. */
    private void retry(ProviderException failure, int retried, Call call) {
        if (retried > retry.attempts()) {
            throw failure;
        }
        var wait = retry.pauseBefore(retried);
        if (failure instanceof ProviderException.RateLimited limited) {
            wait = limited.retryAfter().orElse(wait);
            if (!call.allows(wait)) {
                throw failure;
            }
        }
        call.retrial().again(retried, retry.attempts(), failure);
        pauseAfter(failure, wait);
    }

    private void waitOnce(ProviderException.RateLimited failure, Call call) {
        var wait = failure.retryAfter().filter(call::allows).orElseThrow(() -> failure);
        call.retrial().again(1, 1, failure);
        pauseAfter(failure, wait);
    }

    private void pauseAfter(ProviderException failure, Duration time) {
        try {
            pause.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
