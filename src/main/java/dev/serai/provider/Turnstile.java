package dev.serai.provider;

import org.jspecify.annotations.Nullable;

/** Lets calls through to one provider: so many at a time, so many a minute. */
final class Turnstile {

    private final String provider;
    private final ProviderProperties.Calls usual;
    private final Places places;
    private final Rate rate;
    private volatile @Nullable Pace pace;

    Turnstile(String provider, ProviderProperties.Calls usual, Limits limits) {
        this.provider = provider;
        this.usual = usual;
        this.places = new Places(
                "'" + provider + "'",
                "serai.provider.calls.max-concurrent",
                usual.maxConcurrent(),
                usual.maxQueue(),
                usual.maxWait());
        this.rate =
                Rate.of("'" + provider + "'", "serai.provider.calls.rate-limit", usual.rateLimit(), usual.maxWait());
        limit(limits);
    }

    /** What holds from now on; calls under way keep their places. */
    void limit(Limits limits) {
        var concurrent = limits.maxConcurrent();
        places.resize(concurrent == null ? usual.maxConcurrent() : concurrent);
        var rate = limits.perMinute();
        var current = pace;
        if (rate == null) {
            pace = null;
            return;
        }
        if (current == null || current.perMinute() != rate) {
            pace = new Pace(provider, rate, usual.maxWait());
        }
    }

    /**
     * Waits for a turn and a place; give the place back.
     *
     * @param hurried whether to give up at once if there is none now
     * @throws ProviderException.Unavailable if there is none in time, or too many wait already
     */
    Places enter(boolean hurried) {
        var current = pace;
        if (current != null) {
            current.await(hurried);
        }
        if (hurried) {
            places.acquireNow();
        } else {
            places.acquire();
        }
        try {
            rate.acquire(hurried);
            return places;
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
    }
}
