package dev.serai.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ShortMemoryTests {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    private final AtomicInteger lookUps = new AtomicInteger();
    private final ShortMemory<String, Integer> memory = new ShortMemory<>(NOON, Duration.ofSeconds(60), 3);

    private int get(String key) {
        return memory.get(key, any -> true, one -> lookUps.incrementAndGet());
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

        memory.drop("a");

        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void looksUpAgainWhenItsTimeIsOver() {
        var none = new ShortMemory<String, Integer>(NOON, Duration.ZERO, 3);

        none.get("a", any -> true, one -> lookUps.incrementAndGet());
        none.get("a", any -> true, one -> lookUps.incrementAndGet());

        assertThat(lookUps).hasValue(2);
    }

    @Test
    void looksUpAgainWhatIsNotEnough() {
        get("a");

        assertThat(memory.get("a", value -> value > 1, one -> lookUps.incrementAndGet()))
                .isEqualTo(2);
    }

    @Test
    void doesNotKeepWhatWasDroppedWhileItWasLookedUp() {
        memory.get("a", any -> true, key -> {
            memory.drop(key);
            return lookUps.incrementAndGet();
        });

        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void neverHoldsMoreThanItsSize() {
        for (int i = 0; i < 4; i++) {
            get("k" + i);
        }

        assertThat(get("k3")).isEqualTo(4);
        assertThat(get("k0")).isEqualTo(5);
    }
}
