package dev.serai.provider;

import org.jspecify.annotations.Nullable;

/**
 * How much one provider is asked; null leaves it to what holds for all.
 *
 * @param maxConcurrent calls at the same time
 * @param perMinute calls a minute
 */
record Limits(@Nullable Integer maxConcurrent, @Nullable Integer perMinute) {

    static final Limits USUAL = new Limits(null, null);

    static Limits of(ModelEntry.Turn turn) {
        return new Limits(turn.maxConcurrent(), turn.perMinute());
    }

    /** What keeps to both. */
    Limits narrower(Limits other) {
        return new Limits(smaller(maxConcurrent, other.maxConcurrent), smaller(perMinute, other.perMinute));
    }

    private static @Nullable Integer smaller(@Nullable Integer one, @Nullable Integer other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.min(one, other);
    }
}
