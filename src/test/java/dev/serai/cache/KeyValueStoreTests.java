package dev.serai.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.HandClock;
import dev.serai.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyValueStoreTests {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HandClock clock = new HandClock(NOON);

    private static void keepsPutsOverAndRemoves(KeyValueStore store) {
        store.put(Map.of("a", "一", "b", "二"), LIFE);
        store.put(Map.of("b", "2"), LIFE);
        assertThat(store.get(List.of("a", "b", "c"))).isEqualTo(Map.of("a", "一", "b", "2"));

        store.remove(List.of("a", "c"));
        assertThat(store.get(List.of("a", "b"))).isEqualTo(Map.of("b", "2"));
        assertThat(store.get(List.of())).isEmpty();
    }

    @Test
    void theOneInThisProcessKeepsPutsOverAndRemoves() {
        keepsPutsOverAndRemoves(CachesFixture.localStore(clock));
    }

    @Test
    void theOneInThisProcessForgetsWhenTheTimeIsOver() {
        var store = CachesFixture.localStore(clock);
        store.put(Map.of("a", "一"), LIFE);

        clock.set(NOON.plus(LIFE).minusMillis(1));
        assertThat(store.get(List.of("a"))).hasSize(1);
        clock.set(NOON.plus(LIFE));
        assertThat(store.get(List.of("a"))).isEmpty();
    }

    @Test
    void theOneInThisProcessHasAnEnd() {
        var store = new LocalStore(clock, 1000);

        for (int i = 0; i < 100; i++) {
            store.put(Map.of("key" + i, "x".repeat(100)), LIFE);
        }

        var kept = store.get(IntStream.range(0, 100).mapToObj(i -> "key" + i).toList());
        assertThat(kept).hasSizeBetween(1, 9);
    }

    @Test
    void redisKeepsPutsOverAndRemoves() {
        try (var hub = CachesFixture.hub(TestRedis.prefix())) {
            keepsPutsOverAndRemoves(hub.store);
        }
    }

    @Test
    void redisForgetsByItself() {
        try (var hub = CachesFixture.hub(TestRedis.prefix())) {
            hub.store.put(Map.of("a", "一"), LIFE);

            assertThat(hub.timeToLive("a")).isBetween(LIFE.dividedBy(2), LIFE);
        }
    }

    @Test
    void hubsOfOnePrefixShareAndOthersDoNot() {
        var prefix = TestRedis.prefix();
        try (var here = CachesFixture.hub(prefix);
                var there = CachesFixture.hub(prefix);
                var stranger = CachesFixture.hub(TestRedis.prefix())) {
            here.store.put(Map.of("a", "一"), LIFE);
            assertThat(here.store.get(List.of("a"))).hasSize(1);

            assertThat(there.store.get(List.of("a"))).containsEntry("a", "一");
            assertThat(stranger.store.get(List.of("a"))).isEmpty();
        }
    }

    @Test
    void aRedisThatDiesTakesNothingWithItAndIsUsedAgainWhenItIsBack() {
        try (var redis = TestRedis.own();
                var hub = CachesFixture.on(redis.url(), "serai", PATIENCE)) {
            hub.store.put(Map.of("a", "一"), LIFE);
            assertThat(hub.store.get(List.of("a"))).hasSize(1);

            redis.stop();
            assertThat(hub.store.get(List.of("a"))).isEmpty();
            hub.store.put(Map.of("a", "二"), LIFE);
            hub.store.remove(List.of("a"));
            assertThat(hub.link.answers()).isFalse();
            assertThat(new RedisHealth(hub.link).health().getStatus()).isEqualTo(RedisHealth.DEGRADED);

            redis.start();
            await().atMost(PATIENCE).until(hub.link::answers);
            hub.store.put(Map.of("a", "三"), LIFE);
            assertThat(hub.store.get(List.of("a"))).containsEntry("a", "三");
            assertThat(new RedisHealth(hub.link).health().getStatus().getCode()).isEqualTo("UP");
        }
    }

    @Test
    void aRedisThatHangsCostsOneTimeoutAndIsLeftAlone() {
        try (var redis = TestRedis.own();
                var hub = CachesFixture.on(redis.url(), "serai", Duration.ofMillis(300))) {
            hub.store.put(Map.of("a", "一"), LIFE);
            assertThat(hub.store.get(List.of("a"))).hasSize(1);
            var asked = new AtomicBoolean();

            hub.link.tell(other -> other.async().clientPause(1_500));
            assertThat(hub.store.get(List.of("a"))).isEmpty();
            var told = hub.link.ask(
                    other -> {
                        asked.set(true);
                        return other.get("a");
                    },
                    "not asked");

            assertThat(told).isEqualTo("not asked");
            assertThat(asked).isFalse();
            await().atMost(PATIENCE).until(() -> !hub.store.get(List.of("a")).isEmpty());
        }
    }

    @Test
    void aHubStartsWithoutItsRedis() {
        var redis = TestRedis.own();
        redis.stop();
        try (var hub = CachesFixture.on(redis.url(), "serai", PATIENCE)) {
            assertThat(hub.store.get(List.of("a"))).isEmpty();
            assertThat(hub.broadcast.hears()).isFalse();

            redis.start();
            await().atMost(PATIENCE).until(() -> hub.link.answers() && hub.broadcast.hears());
        } finally {
            redis.stop();
        }
    }

    @Test
    void neverShowsAPassword() {
        var url = "redis://user:geheim@localhost:1/2";
        try (var hub = CachesFixture.on(url, "serai", Duration.ofMillis(200))) {
            assertThat(hub.store.place()).isEqualTo("redis://localhost:1/2");
            assertThat(new RedisHealth(hub.link).health().toString()).doesNotContain("geheim");
        }
        assertThat(new RedisProperties(url, "serai", LIFE, LIFE, 1).toString()).doesNotContain("geheim");
    }
}
