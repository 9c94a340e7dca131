package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls are not made faster, and not more of them at the same time, than is wanted. */
@Timeout(60)
class TurnsTests {

    private static Turns turns(String setting, String value) {
        var settings = Settings.of(Map.of(
                "serai.provider.workflows.w.workflow-id",
                "73",
                "serai.provider.workflows.w." + setting,
                value,
                "serai.provider.calls.max-wait",
                "0s"));
        return Turns.of("w", settings.workflows().get("w"), settings.calls());
    }

    @Test
    void aCallThatIsTooEarlyIsRefusedWhenItCannotWait() {
        var rate = Rate.of("'coze'", "serai.provider.calls.rate-limit", 2, Duration.ZERO);

        // a second may pass in between, so some of many calls have to be refused and not a certain one
        var refused = IntStream.range(0, 50)
                .mapToObj(i -> catchThrowableOfType(ProviderException.Unavailable.class, rate::acquire))
                .filter(Objects::nonNull)
                .toList();

        assertThat(refused)
                .hasSizeGreaterThan(10)
                .first()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("2 calls a second are begun at 'coze'", "raise serai.provider.calls.rate-limit");
    }

    @Test
    void aCallThatIsTooEarlyWaitsForItsTurn() {
        var rate = Rate.of("'coze'", "x", 50, Duration.ofSeconds(20));

        var begin = System.nanoTime();
        for (int i = 0; i < 120; i++) {
            rate.acquire();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void withoutABoundNobodyWaits() {
        var rate = Rate.of("'coze'", "x", null, Duration.ZERO);

        for (int i = 0; i < 10_000; i++) {
            rate.acquire();
        }

        assertThat(turns("timeout", "5s").take(() -> "done")).isEqualTo("done");
    }

    @Test
    void aWorkflowHasItsOwnPlacesAndGivesThemBack() {
        var turns = turns("max-concurrent", "1");

        assertThatThrownBy(() -> turns.take(() -> turns.take(() -> "twice")))
                .isInstanceOf(ProviderException.Unavailable.class)
                .hasMessageContaining("all 1 places at workflow 'w' were taken")
                .hasMessageContaining("serai.provider.workflows.w.max-concurrent");

        assertThat(turns.take(() -> "once")).isEqualTo("once");
    }

    @Test
    void aWorkflowHasItsOwnRate() {
        var turns = turns("rate-limit", "1");

        var refused = IntStream.range(0, 20)
                .mapToObj(
                        i -> catchThrowableOfType(ProviderException.Unavailable.class, () -> turns.take(() -> "done")))
                .filter(Objects::nonNull)
                .toList();

        assertThat(refused)
                .isNotEmpty()
                .first()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("workflow 'w'");
    }
}
