package dev.serai.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Looks after the inbox: takes up what earlier processes left as soon as the hub is ready, keeps the heartbeat, feeds
 * the lanes from the backlog, sweeps for work that nobody holds, forgets what is old, and ends in good order.
 */
@Component
class Caretaker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Caretaker.class);
    private static final long FEED_MILLIS = 20;
    private static final long POLL_NANOS = 5_000_000;

    private final Room room;
    private final QueueProperties properties;
    private final Clock clock;
    private OptionalLong suspect = OptionalLong.empty();
    private @Nullable ScheduledExecutorService rounds;
    private volatile boolean running;

    Caretaker(Room room, QueueProperties properties, Clock clock) {
        this.room = room;
        this.properties = properties;
        this.clock = clock;
    }

    /** Stops when the web server has answered its last request (MAX - 1024) and before Camel does (MAX - 2049). */
    @Override
    public int getPhase() {
        return PHASE;
    }

    static final int PHASE = Integer.MAX_VALUE - 1500;

    /** Only marks the beginning: work is taken up when the hub is {@link #ready}. */
    @Override
    public void start() {
        running = true;
    }

    /** While others still prepare themselves, what is left is read; nothing is done with it yet. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @EventListener(ApplicationStartedEvent.class)
    void started() {
        var unused = Thread.ofVirtual()
                .name("queue-ahead")
                .start(() -> safely(() -> {
                    claim();
                    room.dispatcher().readAhead();
                }));
    }

    private void claim() {
        var claimed = room.backlog().claim();
        if (claimed > 0) {
            LOG.info("{} messages left by an earlier process are taken up", claimed);
        }
    }

    /** Takes up what is left and what comes in from now on. */
    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        claim();
        var threads = Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().name("queue-care-", 0).daemon().factory());
        if (properties.hold()) {
            LOG.warn("serai.queue.hold is set: messages are taken and kept, none is dealt with");
        } else {
            every(threads, Duration.ofMillis(FEED_MILLIS), room.dispatcher()::catchUp);
        }
        every(threads, properties.heartbeat(), this::beat);
        every(threads, properties.sweep(), this::sweep);
        every(threads, Duration.ofMinutes(1), this::forget);
        rounds = threads;
    }

    private void every(ScheduledExecutorService threads, Duration pause, Runnable round) {
        var unused = threads.scheduleWithFixedDelay(() -> safely(round), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A round that fails, for example because the database is away, is tried again in its next turn. */
    private void safely(Runnable round) {
        try {
            round.run();
        } catch (RuntimeException e) {
            if (running) {
                LOG.warn("The inbox could not be looked after: {}", e.getMessage());
            }
        }
    }

    private void beat() {
        if (!room.membership().beat()) {
            room.backlog().claim();
            room.dispatcher().rewind(1);
        }
    }

    /** Twice unheld in two sweeps means forgotten; once may be just between two hands. */
    void sweep() {
        room.membership().endSilentOnes();
        if (room.backlog().claim() > 0) {
            room.dispatcher().rewind(1);
        }
        var forgotten = room.backlog().forgotten(room.dispatcher().cursor(), room.dispatcher()::holds);
        if (forgotten.isPresent() && forgotten.equals(suspect)) {
            LOG.warn(
                    "Message {} and maybe more were in nobody's hands, they are delivered again",
                    forgotten.getAsLong());
            room.dispatcher().rewind(forgotten.getAsLong());
        }
        suspect = forgotten;
    }

    private void forget() {
        room.marks().forgetOld();
        Instant before = clock.instant().minus(properties.retention());
        room.backlog().forget(before);
    }

    /** Ends the rounds: no heartbeat any more. */
    void silence() {
        running = false;
        if (rounds != null) {
            rounds.shutdownNow();
        }
    }

    @Override
    public void stop() {
        silence();
        room.dispatcher().close();
        var end = System.nanoTime() + properties.drain().toNanos();
        while (!room.dispatcher().idle() && System.nanoTime() < end) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        room.deliveries().close();
        room.inbox().close();
        room.acknowledgements().close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** All that is looked after. */
    @Component
    record Room(
            Membership membership,
            Backlog backlog,
            Dispatcher dispatcher,
            Deliveries deliveries,
            Inbox inbox,
            Acknowledgements acknowledgements,
            Marks marks) {}
}
