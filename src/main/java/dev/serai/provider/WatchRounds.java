package dev.serai.provider;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks at the limits of calls again and again while the hub runs, if any is set. */
@Component("providerWatchRounds")
class WatchRounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WatchRounds.class);
    private static final int MONTH = 30;
    private static final long STOP_SECONDS = 10;

    private final Watch watch;
    private final WatchProperties settings;
    private final Clock clock;
    private @Nullable ScheduledExecutorService rounds;
    private String trouble = "";

    /** @throws IllegalArgumentException if the log does not keep what is to be watched */
    WatchRounds(Watch watch, WatchProperties settings, ProviderProperties calls, Clock clock) {
        this.watch = watch;
        this.settings = settings;
        this.clock = clock;
        if (settings.some() && !calls.log().enabled()) {
            throw new IllegalArgumentException("serai.provider.watch has limits, but serai.provider.log.enabled is"
                    + " false: nothing can be measured. Switch the log on, or remove the limits.");
        }
        if (settings.months() && calls.log().retentionDays() < MONTH) {
            throw new IllegalArgumentException("serai.provider.watch has a tokens-per-month, but"
                    + " serai.provider.log.retention-days is less than 30. Keep the log for 30 days or more.");
        }
    }

    @Override
    public synchronized void start() {
        if (!settings.some()) {
            return;
        }
        var interval = settings.interval().toNanos();
        var executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("provider-watch").factory());
        var unused = executor.scheduleWithFixedDelay(this::round, interval, interval, TimeUnit.NANOSECONDS);
        rounds = executor;
    }

    private void round() {
        try {
            watch.look(clock.instant());
            trouble = "";
        } catch (RuntimeException e) {
            var reason = e.getClass().getSimpleName();
            if (!reason.equals(trouble)) {
                LOG.error("The limits of calls cannot be watched now: {}", reason);
            }
            trouble = reason;
        }
    }

    /** Lets a look that is under way come to its end. */
    @Override
    public synchronized void stop() {
        if (rounds == null) {
            return;
        }
        rounds.shutdown();
        try {
            if (!rounds.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                rounds.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        rounds = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return rounds != null;
    }
}
