package dev.serai.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Wakes waiting runs when they are due. The table is the truth; in memory are only those that are due within the next
 * moments, so that a hundred thousand waiting runs cost rows and nothing else.
 */
@Component
class Alarms implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);
    private static final Duration HORIZON = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final int PAGE = 5000;

    private final ConcurrentHashMap<RunId, Instant> set = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<RunId, Duration> stumbled = new ConcurrentHashMap<>();
    private final Waits waits;
    private final Continuation continuation;
    private final Clock clock;
    private final int awake;
    private final Semaphore places;
    private final ScheduledThreadPoolExecutor timer;
    private volatile boolean running;

    Alarms(Waits waits, Continuation continuation, EngineProperties properties, Clock clock) {
        this.waits = waits;
        this.continuation = continuation;
        this.clock = clock;
        this.awake = properties.awake();
        this.places = new Semaphore(awake);
        this.timer = new ScheduledThreadPoolExecutor(
                2, Thread.ofPlatform().name("engine-alarms-", 0).daemon().factory());
        this.timer.setRemoveOnCancelPolicy(true);
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        if (running) {
            every(LOOK, this::look);
            every(SWEEP, waits::takeOver);
        }
    }

    private void every(Duration pause, Runnable round) {
        var unused = timer.scheduleWithFixedDelay(() -> safely(round), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A round that fails, for example because the database is away, is tried again in its next turn. */
    private void safely(Runnable round) {
        try {
            round.run();
        } catch (RuntimeException e) {
            if (running) {
                LOG.warn("Waiting runs could not be looked after: {}", e.getMessage());
            }
        }
    }

    private void look() {
        waits.due(clock.instant().plus(HORIZON), PAGE).forEach(due -> set(due.run(), due.at()));
    }

    /** A run waits from now on; one that is due soon is not looked for in the table first. */
    @EventListener
    void parked(RunEvent.Waiting event) {
        var until = event.until();
        if (until != null && until.isBefore(clock.instant().plus(HORIZON))) {
            set(event.run(), until);
        }
    }

    /** Sets the alarm of a run; the earlier one counts. */
    void set(RunId run, Instant at) {
        if (!running || continuation.holds(run)) {
            return;
        }
        var earlier = set.get(run);
        if (earlier != null && !at.isBefore(earlier)) {
            return;
        }
        set.put(run, at);
        var delay = Math.max(0, Duration.between(clock.instant(), at).toNanos());
        var unused = timer.schedule(() -> ring(run, at), delay, TimeUnit.NANOSECONDS);
    }

    private void ring(RunId run, Instant at) {
        if (running && at.equals(set.get(run))) {
            Thread.ofVirtual().name("wake-" + run).start(() -> wake(run, at));
        }
    }

    private void wake(RunId run, Instant at) {
        places.acquireUninterruptibly();
        try {
            continuation.goOn(run);
            set.remove(run, at);
            stumbled.remove(run);
        } catch (RuntimeException e) {
            set.remove(run, at);
            stumble(run, e);
        } finally {
            places.release();
        }
    }

    private void stumble(RunId run, RuntimeException reason) {
        if (!running) {
            return;
        }
        var pause = stumbled.merge(run, Duration.ofSeconds(1), (before, first) -> {
            var twice = before.multipliedBy(2);
            return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        });
        LOG.warn("run={} could not go on, it is tried again in {} s: {}", run, pause.toSeconds(), reason.toString());
        set(run, clock.instant().plus(pause));
    }

    /** Stops when the web server has answered its last request, so that runs somebody waits for go on until then. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1400;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        try {
            var over = places.tryAcquire(awake, DRAIN.toMillis(), TimeUnit.MILLISECONDS);
            LOG.debug("All runs that were awake have come to rest: {}", over);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
