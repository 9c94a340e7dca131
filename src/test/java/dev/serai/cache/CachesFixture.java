package dev.serai.cache;

import dev.serai.TestRedis;
import java.time.Clock;
import java.time.Duration;

/** What a hub keeps at hand, wired by hand: a hub that is alone, or one of several on a Redis. */
public final class CachesFixture implements AutoCloseable {

    /** Above what a loaded machine needs for an answer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final long ROOM = 1_000_000;

    public final KeyValueStore store;
    public final Broadcast broadcast;
    public final Caches caches;
    final RedisLink link;

    private CachesFixture(RedisLink link, Clock clock) {
        this.link = link;
        this.store = new RedisStore(link);
        this.broadcast = new RedisBroadcast(link);
        this.caches = new Caches(broadcast, clock);
    }

    /** The caches of a hub that is alone. */
    public static Caches alone(Clock clock) {
        return new Caches(new LocalBroadcast(), clock);
    }

    /** The broadcast of a hub that is alone. */
    public static Broadcast nobody() {
        return new LocalBroadcast();
    }

    /** The store of a hub that is alone. */
    public static KeyValueStore localStore(Clock clock) {
        return new LocalStore(clock, ROOM);
    }

    /** A hub on the Redis of the suite; hubs of the same prefix belong together. */
    public static CachesFixture hub(String prefix) {
        return on(TestRedis.shared(), prefix, TIMEOUT);
    }

    /** A hub on a Redis of the test's own. */
    public static CachesFixture on(String url, String prefix, Duration timeout) {
        return new CachesFixture(
                new RedisLink(new RedisProperties(url, prefix, timeout, LOOK, ROOM)), Clock.systemUTC());
    }

    /** How long what is under this name still lives; negative if nothing is. */
    public Duration timeToLive(String key) {
        return Duration.ofMillis(link.ask(redis -> redis.pttl(link.name(key)), -1L));
    }

    @Override
    public void close() {
        link.destroy();
    }
}
