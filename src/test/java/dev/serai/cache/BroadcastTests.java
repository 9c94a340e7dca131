package dev.serai.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.TestRedis;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Two hubs on one Redis: what changes on one is forgotten on the other. */
class BroadcastTests {

    private static final Duration SPAN = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String WORDS = "some words\nof \\n 王";

    private final AtomicInteger truth = new AtomicInteger(1);

    private int read(Cache<Integer> cache) {
        return cache.get("a", key -> truth.get());
    }

    private static void until(BooleanSupplier holds) {
        await().atMost(PATIENCE).until(holds::getAsBoolean);
    }

    @Test
    void whatChangesOnOneHubIsForgottenOnTheOther() {
        var prefix = TestRedis.prefix();
        try (var here = CachesFixture.hub(prefix);
                var there = CachesFixture.hub(prefix)) {
            Cache<Integer> mine = here.caches.of("numbers", SPAN, 10);
            Cache<Integer> theirs = there.caches.of("numbers", SPAN, 10);
            read(mine);
            read(theirs);
            truth.set(2);
            assertThat(read(mine)).isEqualTo(1);
            assertThat(read(theirs)).isEqualTo(1);

            mine.drop("a");

            assertThat(read(mine)).isEqualTo(2);
            until(() -> read(theirs) == 2);
        }
    }

    @Test
    void aHubThatDoesNotHearTheOthersRemembersNothing() {
        try (var redis = TestRedis.own();
                var hub = CachesFixture.on(redis.url(), "serai", PATIENCE)) {
            Cache<Integer> cache = hub.caches.of("numbers", SPAN, 10);
            read(cache);
            truth.set(2);
            assertThat(read(cache)).isEqualTo(1);

            redis.stop();
            until(() -> !hub.broadcast.hears());
            assertThat(read(cache)).isEqualTo(2);
            truth.set(3);
            assertThat(read(cache)).isEqualTo(3);

            redis.start();
            until(hub.broadcast::hears);
            assertThat(read(cache)).isEqualTo(3);
            truth.set(4);
            assertThat(read(cache)).isEqualTo(3);
        }
    }

    @Test
    void whatCouldNotBeToldIsMadeGood() {
        try (var redis = TestRedis.own();
                var here = CachesFixture.on(redis.url(), "serai", Duration.ofMillis(300));
                var there = CachesFixture.on(redis.url(), "serai", PATIENCE)) {
            var missed = new AtomicInteger();
            there.broadcast.listen("topic", listener(new AtomicInteger(), missed));

            here.link.tell(other -> other.async().clientPause(1_500));
            here.broadcast.tell("topic", WORDS);
            until(() -> !here.link.answers());

            until(() -> missed.get() == 1);
            assertThat(there.broadcast.hears()).isTrue();
        }
    }

    @Test
    void aHubDoesNotHearItself() {
        var prefix = TestRedis.prefix();
        try (var here = CachesFixture.hub(prefix);
                var there = CachesFixture.hub(prefix)) {
            var heardHere = new AtomicInteger();
            var heardThere = new AtomicInteger();
            here.broadcast.listen("topic", counting(heardHere));
            there.broadcast.listen("topic", counting(heardThere));

            here.broadcast.tell("topic", WORDS);
            until(() -> heardThere.get() == 1);
            there.broadcast.tell("topic", WORDS);
            until(() -> heardHere.get() == 1);

            assertThat(heardThere).hasValue(1);
        }
    }

    @Test
    void tellsManyThingsAtOnce() {
        var prefix = TestRedis.prefix();
        try (var here = CachesFixture.hub(prefix);
                var there = CachesFixture.hub(prefix)) {
            var heard = ConcurrentHashMap.<String>newKeySet();
            there.broadcast.listen("topic", new Broadcast.Listener() {
                @Override
                public void heard(String text) {
                    heard.add(text);
                }

                @Override
                public void missed() {}
            });

            for (int i = 0; i < 2_000; i++) {
                here.broadcast.tell("topic", "no. " + i);
            }

            until(() -> heard.size() == 2_000);
        }
    }

    private static Broadcast.Listener counting(AtomicInteger heard) {
        return listener(heard, new AtomicInteger());
    }

    private static Broadcast.Listener listener(AtomicInteger heard, AtomicInteger missed) {
        return new Broadcast.Listener() {
            @Override
            public void heard(String text) {
                assertThat(text).isEqualTo(WORDS);
                heard.incrementAndGet();
            }

            @Override
            public void missed() {
                missed.incrementAndGet();
            }
        };
    }
}
