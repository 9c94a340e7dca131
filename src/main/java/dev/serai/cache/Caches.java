package dev.serai.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Makes the caches of this hub, and has them forget what other hubs say has changed. */
@Component
public class Caches implements Broadcast.Listener {

    /** Under this the hubs tell each other what to forget: the name of a cache, a blank, the key. */
    static final String TOPIC = "dropped";

    private final Map<String, Cache<?>> made = new ConcurrentHashMap<>();
    private final Broadcast broadcast;
    private final Clock clock;

    Caches(Broadcast broadcast, Clock clock) {
        this.broadcast = broadcast;
        this.clock = clock;
        broadcast.listen(TOPIC, this);
    }

    /**
     * An empty cache.
     *
     * @param name the same on every hub, and of one cache only
     * @param span how long an entry lives if nobody drops it
     * @param most entries are kept
     */
    public <V> Cache<V> of(String name, Duration span, int most) {
        var cache = new Cache<V>(new Cache.Shape(name, span, most), broadcast, ticker(clock));
        if (name.indexOf(' ') >= 0 || made.putIfAbsent(name, cache) != null) {
            throw new IllegalArgumentException("A cache cannot be called '" + name + "'; take another name");
        }
        return cache;
    }

    @Override
    public void heard(String text) {
        int blank = text.indexOf(' ');
        var cache = blank < 0 ? null : made.get(text.substring(0, blank));
        if (cache != null) {
            cache.forget(text.substring(blank + 1));
        }
    }

    @Override
    public void missed() {
        made.values().forEach(Cache::forgetAll);
    }

    /** The time as Caffeine wants it. */
    static Ticker ticker(Clock clock) {
        return () -> {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        };
    }
}
