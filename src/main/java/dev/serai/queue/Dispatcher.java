package dev.serai.queue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The local transport: hands accepted work to the lanes in the order of its acceptance. At most {@code in-memory}
 * pieces are held; when there are more, and at the start, they wait in the database and are read from there, still in
 * order, as soon as there is room.
 */
@Component
class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final int PAGE = 1000;

    private final Backlog backlog;
    private final QueueProperties properties;
    private final Lanes lanes;
    private final Set<Long> held = ConcurrentHashMap.newKeySet();
    private final ReentrantLock order = new ReentrantLock();

    /** Up to here everything was handed to the lanes. Guarded by {@link #order}. */
    private long cursor;

    /** The highest place ever handed out: at or below it, somebody may have begun the work. Guarded by order. */
    private long highest;

    /** True while work waits in the database, so that nothing may overtake it. Guarded by {@link #order}. */
    private boolean behind = true;

    /** Read and not handed out. Guarded by {@link #order}. */
    private List<Work> ahead = List.of();

    Dispatcher(Backlog backlog, Deliveries deliveries, QueueProperties properties) {
        this.backlog = backlog;
        this.properties = properties;
        this.lanes = new Lanes(properties.inFlight(), work -> deliveries.deliver(work, held::remove));
    }

    /** Takes what was just committed, unless older work has to be read from the database first. */
    void accepted(List<Work> works) {
        order.lock();
        try {
            for (var work : works) {
                if (!behind && held.size() >= properties.inMemory()) {
                    LOG.warn("More than {} messages wait in memory, further ones wait in the database", held.size());
                    behind = true;
                }
                if (!behind && work.seq() > cursor) {
                    hand(work);
                }
            }
        } finally {
            order.unlock();
        }
    }

    /** Reads the first waiting work, before anything is handed out, and hands nothing out yet. */
    void readAhead() {
        order.lock();
        try {
            if (behind && cursor == 0) {
                ahead = backlog.after(cursor, PAGE, highest);
            }
        } finally {
            order.unlock();
        }
    }

    /** Reads waiting work while there is room; true if there may be more. */
    boolean catchUp() {
        order.lock();
        try {
            while (behind && held.size() <= enough()) {
                var early = ahead;
                ahead = List.of();
                var page = early.isEmpty() ? backlog.after(cursor, PAGE, highest) : early;
                page.forEach(this::hand);
                // since it was read ahead, more may have come
                behind = page.size() == PAGE || !early.isEmpty();
            }
            return behind;
        } finally {
            order.unlock();
        }
    }

    /** How much to hold: not all there is room for when the lanes are full anyway, for reading takes their time. */
    private int enough() {
        var most = properties.inMemory() / 2;
        return lanes.full() ? Math.min(properties.inFlight(), most) : most;
    }

    private void hand(Work work) {
        cursor = work.seq();
        highest = Math.max(highest, cursor);
        if (held.add(work.seq())) {
            lanes.add(work);
        }
    }

    /** Reads the database again from this place on; what is in hand is not handed out twice. */
    void rewind(long seq) {
        order.lock();
        try {
            cursor = Math.min(cursor, seq - 1);
            behind = true;
            ahead = List.of();
        } finally {
            order.unlock();
        }
    }

    boolean holds(long seq) {
        return held.contains(seq);
    }

    long cursor() {
        order.lock();
        try {
            return cursor;
        } finally {
            order.unlock();
        }
    }

    int waiting() {
        return held.size();
    }

    void close() {
        lanes.close();
    }

    boolean idle() {
        return lanes.idle();
    }
}
