package dev.serai.sandbox;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A robot's account in the cloud: whom it calls back, and the commands that wait for its phone. */
final class Robot {

    /** Which kind of event a callback address was bound for. */
    static final int QR_CODE = 0;

    static final int RESULT = 1;
    static final int ONLINE = 5;
    static final int OFFLINE = 6;

    private static final int LONGEST_QUEUE = 100_000;

    private final String id;
    private final Instant created;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Command> pending = new ArrayDeque<>();
    private final Map<Integer, URI> bound = new ConcurrentHashMap<>();
    private volatile Inbound inbound = new Inbound(null, false, 1);
    private volatile Map<String, Integer> failing = Map.of();
    private boolean online = true;

    /**
     * What is called back when someone says something.
     *
     * @param replyAll 1 all messages, 0 private ones and those that mention the robot, -1 none
     */
    record Inbound(@Nullable URI url, boolean open, int replyAll) {

        boolean wants(boolean mentioned, boolean inPrivate) {
            return open && url != null && (replyAll == 1 || (replyAll == 0 && (mentioned || inPrivate)));
        }
    }

    Robot(String id, Instant created) {
        this.id = id;
        this.created = created;
    }

    String id() {
        return id;
    }

    Instant created() {
        return created;
    }

    String name() {
        return "小助手";
    }

    Inbound inbound() {
        return inbound;
    }

    void callBack(Inbound inbound) {
        this.inbound = inbound;
    }

    Optional<URI> bound(int type) {
        return Optional.ofNullable(bound.get(type));
    }

    Map<Integer, URI> bound() {
        return new TreeMap<>(bound);
    }

    void bind(int type, URI url) {
        bound.put(type, url);
    }

    void unbind(int type) {
        bound.remove(type);
    }

    /** Targets that cannot be reached, with the error code each of them gives. */
    Map<String, Integer> failing() {
        return failing;
    }

    void fail(Map<String, Integer> targets) {
        failing = Map.copyOf(targets);
    }

    /** Queues a command, or says that the queue is full. */
    boolean offer(Command command) {
        return locked(() -> pending.size() < LONGEST_QUEUE && pending.offer(command));
    }

    int waiting() {
        return locked(pending::size);
    }

    /** Drops what waits, if it is of the kind that is to be dropped. */
    void forget(Predicate<Command> unwanted) {
        locked(() -> pending.removeIf(unwanted));
    }

    /** The next command, once it is due and the phone is online; until then it can still be dropped. */
    Command take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                var next = online ? pending.peek() : null;
                if (next == null) {
                    changed.await();
                    continue;
                }
                var left = next.dueNanos() - System.nanoTime();
                if (left <= 0) {
                    return pending.remove();
                }
                var unused = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean online() {
        return locked(() -> online);
    }

    void online(boolean online) {
        locked(() -> this.online = online);
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            changed.signalAll();
            lock.unlock();
        }
    }
}
