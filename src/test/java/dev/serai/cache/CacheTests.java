package dev.serai.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CacheTests {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration SPAN = Duration.ofSeconds(60);

    private final HandClock clock = new HandClock(NOON);
    private final AtomicInteger lookUps = new AtomicInteger();
    private final Caches caches = CachesFixture.alone(clock);
    private final Cache<Integer> cache = caches.of("numbers", SPAN, 3);

    private int get(String key) {
        return cache.get(key, one -> lookUps.incrementAndGet());
    }

    @Test
    void looksUpOnce() {
        assertThat(get("a")).isEqualTo(1);
        assertThat(get("a")).isEqualTo(1);
        assertThat(get("b")).isEqualTo(2);
    }

    @Test
    void looksUpAgainAfterADrop() {
        get("a");

        cache.drop("a");

        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void looksUpAgainWhenItsTimeIsOver() {
        get("a");

        clock.set(NOON.plus(SPAN).minusMillis(1));
        assertThat(get("a")).isEqualTo(1);
        clock.set(NOON.plus(SPAN));
        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void remembersNothingWithoutTime() {
        Cache<Integer> none = caches.of("none", Duration.ZERO, 3);

        none.get("a", one -> lookUps.incrementAndGet());
        none.get("a", one -> lookUps.incrementAndGet());

        assertThat(lookUps).hasValue(2);
    }

    @Test
    void looksUpAgainWhatIsNotEnough() {
        get("a");

        assertThat(cache.get("a", value -> value > 1, one -> lookUps.incrementAndGet()))
                .isEqualTo(2);
        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void doesNotKeepWhatWasDroppedWhileItWasLookedUp() {
        cache.get("a", key -> {
            cache.drop(key);
            return lookUps.incrementAndGet();
        });

        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void doesNotKeepWhatWasLookedUpWhileSomethingWasMissed() {
        cache.get("a", key -> {
            caches.missed();
            return lookUps.incrementAndGet();
        });

        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void neverHoldsMoreThanItsSize() {
        for (int i = 0; i < 100; i++) {
            get("k" + i);
        }
        lookUps.set(0);

        for (int i = 0; i < 100; i++) {
            get("k" + i);
        }

        assertThat(lookUps).hasValueGreaterThanOrEqualTo(97);
    }

    @Test
    void whatAnotherHubTellsConcernsTheCacheOfThatNameOnly() {
        get("a b");

        caches.heard("others a b");
        caches.heard("numbers a");
        caches.heard("numbers");
        assertThat(get("a b")).isEqualTo(1);

        caches.heard("numbers a b");
        assertThat(get("a b")).isEqualTo(2);
    }

    @Test
    void aNameIsGivenOnce() {
        assertThatThrownBy(() -> caches.of("numbers", SPAN, 3)).hasMessageContaining("'numbers'");
        assertThatThrownBy(() -> caches.of("two words", SPAN, 3)).hasMessageContaining("'two words'");
    }
}
