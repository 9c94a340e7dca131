package dev.serai.conversation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Remembers for a while what was looked up. What is dropped while it is being looked up is not kept, so nobody is told
 * what was true before a change this hub knows of.
 */
final class ShortMemory<K, V> {

    private static final int STRIPES = 1024;

    private record Entry<V>(V value, Instant until) {}

    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();
    private final AtomicLongArray drops = new AtomicLongArray(STRIPES);
    private final Clock clock;
    private final Duration span;
    private final int most;

    /**
     * An empty one.
     *
     * @param most entries are kept
     */
    ShortMemory(Clock clock, Duration span, int most) {
        this.clock = clock;
        this.span = span;
        this.most = most;
    }

    /** What is remembered and good enough, or else is looked up now. */
    V get(K key, Predicate<V> enough, Function<K, V> lookUp) {
        var now = clock.instant();
        var entry = entries.get(key);
        if (entry != null && now.isBefore(entry.until()) && enough.test(entry.value())) {
            return entry.value();
        }
        var stripe = stripe(key);
        var before = drops.get(stripe);
        var value = lookUp.apply(key);
        makeRoom(now);
        entries.compute(key, (any, other) -> drops.get(stripe) == before ? new Entry<>(value, now.plus(span)) : null);
        return value;
    }

    /** Forgets what was true of this key. */
    void drop(K key) {
        drops.incrementAndGet(stripe(key));
        entries.remove(key);
    }

    private void makeRoom(Instant now) {
        if (entries.size() < most) {
            return;
        }
        entries.values().removeIf(entry -> !now.isBefore(entry.until()));
        if (entries.size() >= most) {
            entries.clear();
        }
    }

    private static int stripe(Object key) {
        return Math.floorMod(key.hashCode(), STRIPES);
    }
}
