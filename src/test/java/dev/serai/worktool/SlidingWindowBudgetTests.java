package dev.serai.worktool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlidingWindowBudgetTests {

    private final HandClock clock = new HandClock();
    private final SlidingWindowBudget budget = budget(clock, 3);

    @Test
    void givesAsManyPermitsAsAllowedAndThenNone() {
        budget.open(List.of());

        use(3);

        assertThat(budget.tryAcquire()).isEmpty();
    }

    @Test
    void aCallCountsUntilAMinuteAfterItWasOver() {
        budget.open(List.of());
        var slow = budget.tryAcquire().orElseThrow();
        use(2);
        clock.pass(Duration.ofSeconds(20));
        slow.used();

        clock.pass(Duration.ofSeconds(40));
        use(2);
        var tooEarly = budget.tryAcquire();
        clock.pass(Duration.ofSeconds(20));

        assertThat(tooEarly).isEmpty();
        assertThat(budget.tryAcquire()).isPresent();
    }

    @Test
    void noMinuteSeesMoreCallsThanAllowedWhereverItBegins() {
        var many = budget(clock, 60);
        many.open(List.of());
        var random = new Random(7);
        var calls = new ArrayList<Instant>();
        for (int i = 0; i < 20_000; i++) {
            clock.pass(Duration.ofMillis(random.nextInt(400)));
            many.tryAcquire().ifPresent(permit -> {
                clock.pass(Duration.ofMillis(random.nextInt(50)));
                calls.add(clock.instant());
                clock.pass(Duration.ofMillis(random.nextInt(50)));
                permit.used();
            });
        }

        for (int i = 0; i + 60 < calls.size(); i++) {
            assertThat(Duration.between(calls.get(i), calls.get(i + 60)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(60));
        }
        assertThat(calls).hasSizeGreaterThan(3000);
    }

    @Test
    void aPermitThatWasNotUsedCostsNothing() {
        budget.open(List.of());
        use(2);
        var permit = budget.tryAcquire().orElseThrow();

        permit.unused();
        permit.used();

        assertThat(budget.tryAcquire()).isPresent();
    }

    @Test
    void callsOfTheLastMinuteCountAfterARestart() {
        budget.open(List.of(clock.instant().minusSeconds(59), clock.instant().minusSeconds(30)));

        use(1);

        assertThat(budget.tryAcquire()).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(budget.tryAcquire()).isPresent();
    }

    @Test
    void aPauseHoldsEverybody() {
        budget.open(List.of());
        budget.pause(Duration.ofSeconds(60));
        budget.pause(Duration.ofSeconds(5));

        clock.pass(Duration.ofSeconds(59));
        var during = budget.tryAcquire();
        clock.pass(Duration.ofSeconds(1));

        assertThat(during).isEmpty();
        assertThat(budget.tryAcquire()).isPresent();
    }

    @Test
    void thoseWhoWaitAreServedInTheOrderTheyCame() throws Exception {
        budget.open(List.of());
        var first = budget.tryAcquire().orElseThrow();
        use(2);
        var served = Collections.synchronizedList(new ArrayList<String>());
        var a = waiter("a", served);
        await().until(() -> a.getState() == Thread.State.WAITING || a.getState() == Thread.State.TIMED_WAITING);
        var b = waiter("b", served);
        await().until(() -> b.getState() == Thread.State.WAITING);

        first.unused();
        a.join();
        var nobodyPushesIn = budget.tryAcquire();
        clock.pass(Duration.ofSeconds(60));
        budget.pause(Duration.ZERO);
        b.join();

        assertThat(served).containsExactly("a", "b");
        assertThat(nobodyPushesIn).isEmpty();
    }

    @Test
    void closingLetsThoseWhoWaitGoWithEmptyHands() throws Exception {
        budget.open(List.of());
        use(3);
        var served = Collections.synchronizedList(new ArrayList<String>());
        var waiting = waiter("a", served);
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        budget.close();
        waiting.join();

        assertThat(served).isEmpty();
    }

    @Test
    void wakesByItselfWhenTheMinuteIsOver() throws Exception {
        var real = budget(Clock.systemUTC(), 1);
        real.open(List.of(Instant.now().minusMillis(59_900)));

        assertThat(real.acquire()).isPresent();
    }

    private static SlidingWindowBudget budget(Clock clock, int limit) {
        return new SlidingWindowBudget(clock, Settings.of("requests-per-minute", String.valueOf(limit)));
    }

    private void use(int times) {
        for (int i = 0; i < times; i++) {
            budget.tryAcquire().orElseThrow().used();
        }
    }

    private Thread waiter(String name, List<String> served) {
        return Thread.ofPlatform().start(() -> {
            try {
                budget.acquire().ifPresent(permit -> served.add(name));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
