package dev.serai.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Remembers for a while what was looked up, until somebody says that it has changed: this hub or another one. What is
 * dropped while it is being looked up is not kept, so nobody is told what was true before a change. A hub that does not
 * hear the others at this moment remembers nothing and looks up each time.
 *
 * @param <V> what is looked up
 */
public final class Cache<V> {

    private static final int STRIPES = 1024;

    /**
     * How one is.
     *
     * @param name the same on every hub; no blanks
     * @param span how long an entry lives
     * @param most entries are kept
     */
    record Shape(String name, Duration span, int most) {}

    private final com.github.benmanes.caffeine.cache.Cache<String, V> entries;
    private final AtomicLongArray drops = new AtomicLongArray(STRIPES);
    private final String name;
    private final Broadcast broadcast;

    Cache(Shape shape, Broadcast broadcast, Ticker ticker) {
        this.name = shape.name();
        this.broadcast = broadcast;
        this.entries = Caffeine.newBuilder()
                .expireAfterWrite(shape.span())
                .maximumSize(shape.most())
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /** What is remembered, or else is looked up now. */
    public V get(String key, Function<String, V> lookUp) {
        return get(key, any -> true, lookUp);
    }

    /** What is remembered and good enough, or else is looked up now. */
    public V get(String key, Predicate<V> enough, Function<String, V> lookUp) {
        if (!broadcast.hears()) {
            return lookUp.apply(key);
        }
        var known = entries.getIfPresent(key);
        if (known != null && enough.test(known)) {
            return known;
        }
        var stripe = stripe(key);
        var before = drops.get(stripe);
        var value = lookUp.apply(key);
        if (broadcast.hears()) {
            entries.asMap().compute(key, (any, other) -> drops.get(stripe) == before ? value : null);
        }
        return value;
    }

    /** Forgets what was true of this key, on every hub; to be called after the commit that changed it. */
    public void drop(String key) {
        forget(key);
        broadcast.tell(Caches.TOPIC, name + " " + key);
    }

    /** Forgets what was true of this key here. */
    void forget(String key) {
        drops.incrementAndGet(stripe(key));
        entries.invalidate(key);
    }

    /** Forgets everything here. */
    void forgetAll() {
        for (int i = 0; i < STRIPES; i++) {
            drops.incrementAndGet(i);
        }
        entries.invalidateAll();
    }

    private static int stripe(String key) {
        return Math.floorMod(key.hashCode(), STRIPES);
    }
}
