package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A provider that turns calls away at its door is asked again, with pauses, as long as there is time. */
class BusyProviderTests {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final Queue<ProviderException> failures = new ArrayDeque<>();
    private final Attempts attempts = new Attempts(Settings.none().calls().retry(), pauses::add);

    private String call(Duration limit) {
        return attempts.run(
                limit,
                () -> {
                    var failure = failures.poll();
                    if (failure != null) {
                        throw failure;
                    }
                    return "ok";
                },
                (attempt, of, cause) -> {});
    }

    @Test
    void pausesAsAfterAFailureIfNoWaitIsTold() {
        failures.add(ProviderException.RateLimited.turnedAway("4020", null, ""));
        failures.add(ProviderException.RateLimited.turnedAway("4009", null, ""));

        assertThat(call(LIMIT)).isEqualTo("ok");
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void staysAwayAsLongAsItIsTold() {
        failures.add(ProviderException.RateLimited.turnedAway("4020", Duration.ofSeconds(7), ""));

        assertThat(call(LIMIT)).isEqualTo("ok");
        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void givesUpAfterTheLastRetryAndWhenThereIsNoTime() {
        for (var i = 0; i < 3; i++) {
            failures.add(ProviderException.RateLimited.turnedAway("4020", null, ""));
        }
        var often = catchThrowableOfType(ProviderException.RateLimited.class, () -> call(LIMIT));
        failures.add(ProviderException.RateLimited.turnedAway("4020", Duration.ofMinutes(6), ""));
        var tooLong = catchThrowableOfType(ProviderException.RateLimited.class, () -> call(LIMIT));

        assertThat(often.code()).isEqualTo("4020");
        assertThat(tooLong.retryAfter()).contains(Duration.ofMinutes(6));
        assertThat(pauses).hasSize(2);
    }

    @Test
    void asksNobodyAgainWhoDidNotTurnItAwayAndToldNoWait() {
        failures.add(new ProviderException.RateLimited("4008", null, "daily quota"));

        var error = catchThrowableOfType(ProviderException.RateLimited.class, () -> call(LIMIT));

        assertThat(error.retryable()).isFalse();
        assertThat(pauses).isEmpty();
    }
}
