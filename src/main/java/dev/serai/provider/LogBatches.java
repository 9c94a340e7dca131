package dev.serai.provider;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows on their way to one table. They are written as soon as ten have come or the first has waited for five seconds,
 * together with all that came during the write before; one write is under way at a time.
 */
final class LogBatches {

    private static final Logger LOG = LoggerFactory.getLogger(LogBatches.class);
    private static final int ENOUGH = 10;
    private static final int MOST = 200;
    private static final int ROOM = 10_000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final String route;
    private final ProducerTemplate template;
    private final ArrayDeque<Map<String, @Nullable Object>> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Thread thread;
    private int underWay;
    private boolean hurried;
    private boolean ended;
    private volatile boolean closed;

    /** @param route that writes a list of rows, and comes back when they are written or given up */
    LogBatches(CamelContext camel, String route) {
        this.route = route;
        this.template = camel.createProducerTemplate();
        this.thread = Thread.ofVirtual().name(route).start(this::work);
    }

    /**
     * Takes a row; says whether there was room for it in time, and somebody to write it. A caller that is interrupted
     * does not wait for room.
     */
    boolean add(Map<String, @Nullable Object> row, Duration patience) {
        lock.lock();
        try {
            var left = patience.toNanos();
            while (waiting.size() >= ROOM && left > 0) {
                left = room.awaitNanos(left);
            }
            return left > 0 && taken(row);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return taken(row);
        } finally {
            lock.unlock();
        }
    }

    private boolean taken(Map<String, @Nullable Object> row) {
        if (ended) {
            return false;
        }
        waiting.add(row);
        if (waiting.size() == 1 || waiting.size() == ENOUGH) {
            news.signal();
        }
        return true;
    }

    /** What waits is written now, however little it is. */
    void flush() {
        lock.lock();
        try {
            hurried = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes what is left, until the given time by {@link System#nanoTime()}; how many rows are not written by then.
     */
    int close(long end) {
        closed = true;
        flush();
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, end - System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lock.lock();
        try {
            return waiting.size() + underWay;
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            for (var rows = next(); !rows.isEmpty(); rows = next()) {
                write(rows);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the next rows to write; none if there will be no more. */
    private List<Map<String, @Nullable Object>> next() throws InterruptedException {
        lock.lock();
        try {
            underWay = 0;
            while (waiting.isEmpty() && !closed) {
                hurried = false;
                news.await();
            }
            var left = LONGEST_WAIT.toNanos();
            while (waiting.size() < ENOUGH && !hurried && left > 0) {
                left = news.awaitNanos(left);
            }
            var rows = new ArrayList<Map<String, @Nullable Object>>();
            while (rows.size() < MOST && !waiting.isEmpty()) {
                rows.add(waiting.remove());
            }
            underWay = rows.size();
            ended = rows.isEmpty();
            room.signalAll();
            return rows;
        } finally {
            lock.unlock();
        }
    }

    /** The route itself waits for a database that is away; if there is no such route now, there may be one again. */
    private void write(List<Map<String, @Nullable Object>> rows) {
        while (true) {
            try {
                template.sendBody("direct:" + route, rows);
                return;
            } catch (RuntimeException e) {
                // whatever it is, the next rows are to be written too
                LOG.error("{} log rows are not written: '{}' failed", rows.size(), route, e);
                if (closed) {
                    return;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
