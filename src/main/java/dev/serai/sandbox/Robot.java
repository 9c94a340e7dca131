package dev.serai.sandbox;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
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
    private final LinkedBlockingQueue<Command> pending = new LinkedBlockingQueue<>(LONGEST_QUEUE);
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
        return pending.offer(command);
    }

    int waiting() {
        return pending.size();
    }

    void forgetPending() {
        pending.clear();
    }

    void forgetPending(String messageId) {
        pending.removeIf(command -> command.messageId().equals(messageId));
    }

    /** The next command, once there is one and the phone is online. */
    Command take() throws InterruptedException {
        var command = pending.take();
        awaitOnline();
        return command;
    }

    synchronized boolean online() {
        return online;
    }

    synchronized void online(boolean online) {
        this.online = online;
        notifyAll();
    }

    private synchronized void awaitOnline() throws InterruptedException {
        while (!online) {
            wait();
        }
    }
}
