package dev.serai.worktool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Gives at most so many permits that no 60 seconds, wherever they begin, see more calls than allowed. A call counts
 * from the moment its permit was given until 60 seconds after it was over; as it reached WorkTool somewhere between
 * those two, the limit holds on WorkTool's clock too, however long the call was on its way.
 *
 * <p>Fair: a robot's line waits for one permit at a time and permits are given in the order they were asked for, so
 * robots take turns.
 */
@Component
class SlidingWindowBudget implements RequestBudget {

    private static final Duration WINDOW = Duration.ofSeconds(60);

    private final Clock clock;
    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Instant> ended = new PriorityQueue<>();
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();
    private int underWay;
    private Instant pausedUntil = Instant.MIN;
    private boolean open;

    SlidingWindowBudget(Clock clock, WorkToolProperties properties) {
        this.clock = clock;
        this.limit = properties.requestsPerMinute();
    }

    @Override
    public void open(List<Instant> calls) {
        locked(() -> {
            ended.addAll(calls);
            open = true;
        });
    }

    @Override
    public Optional<Permit> acquire() throws InterruptedException {
        var ticket = new Object();
        lock.lockInterruptibly();
        try {
            waiting.add(ticket);
            while (open && (waiting.peek() != ticket || !free())) {
                await(ticket);
            }
            return open ? Optional.of(permit()) : Optional.empty();
        } finally {
            waiting.remove(ticket);
            changed.signalAll();
            lock.unlock();
        }
    }

    @Override
    public Optional<Permit> tryAcquire() {
        lock.lock();
        try {
            return open && waiting.isEmpty() && free() ? Optional.of(permit()) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void pause(Duration duration) {
        locked(() -> {
            var until = clock.instant().plus(duration);
            pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
        });
    }

    @Override
    public void close() {
        locked(() -> open = false);
    }

    private boolean free() {
        var now = clock.instant();
        while (!ended.isEmpty() && !ended.element().plus(WINDOW).isAfter(now)) {
            ended.remove();
        }
        return !now.isBefore(pausedUntil) && underWay + ended.size() < limit;
    }

    /** Only the first in line waits for a moment in time; the others wait for the line to move. */
    @SuppressWarnings("WaitNotInLoop") // the loop is in acquire
    private void await(Object ticket) throws InterruptedException {
        if (waiting.peek() != ticket) {
            changed.await();
            return;
        }
        var now = clock.instant();
        var slot = underWay + ended.size() < limit || ended.isEmpty()
                ? now
                : ended.element().plus(WINDOW);
        var next = slot.isAfter(pausedUntil) ? slot : pausedUntil;
        if (next.isAfter(now)) {
            changed.await(Duration.between(now, next).toNanos(), TimeUnit.NANOSECONDS);
        } else {
            changed.await();
        }
    }

    private Permit permit() {
        underWay++;
        return new Slot();
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private final class Slot implements Permit {

        private final AtomicBoolean over = new AtomicBoolean();

        @Override
        public void used() {
            end(() -> ended.add(clock.instant()));
        }

        @Override
        public void unused() {
            end(() -> {});
        }

        private void end(Runnable counting) {
            if (over.compareAndSet(false, true)) {
                locked(() -> {
                    underWay--;
                    counting.run();
                });
            }
        }
    }
}
