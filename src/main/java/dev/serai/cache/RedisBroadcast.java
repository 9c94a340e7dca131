package dev.serai.cache;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateAdapter;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other hubs through a channel of Redis. The line counts as alive while pings on it are answered: answers
 * come on the same socket behind all that was published before, so whoever has the answer has heard the rest.
 */
final class RedisBroadcast implements Broadcast {

    private static final Logger LOG = LoggerFactory.getLogger(RedisBroadcast.class);
    private static final String CHANNEL = "broadcast";

    /** In place of a topic and a text: this hub may have told things that nobody heard. */
    private static final String ANYTHING = "*";

    private static final int MOST_WAITING = 10_000;
    private static final int MOST_AT_ONCE = 500;

    private final String self = UUID.randomUUID().toString();
    private final Map<String, List<Listener>> listeners = new ConcurrentHashMap<>();
    private final RedisLink link;
    private volatile @Nullable StatefulRedisPubSubConnection<String, String> line;
    private volatile boolean subscribed;
    private volatile boolean owing;
    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile long alive;

    RedisBroadcast(RedisLink link) {
        this.link = link;
        look();
        link.atEachLook(this::look);
    }

    @Override
    public void tell(String topic, String text) {
        send(topic + " " + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"));
    }

    private void send(String line) {
        if (!waiting.offer(line)) {
            owing = true;
        }
        if (underWay.compareAndSet(false, true)) {
            sendNext();
        }
    }

    /** One message is under way at a time; what comes meanwhile goes out together, each thing once. */
    private void sendNext() {
        var lines = new LinkedHashSet<String>();
        waiting.drainTo(lines, MOST_AT_ONCE);
        if (!lines.isEmpty()) {
            var message = self + "\n" + String.join("\n", lines);
            var unused = link.tell(redis -> redis.async().publish(link.name(CHANNEL), message))
                    .whenComplete((arrived, failure) -> sent(Boolean.TRUE.equals(arrived)));
            return;
        }
        underWay.set(false);
        if (!waiting.isEmpty() && underWay.compareAndSet(false, true)) {
            sendNext();
        }
    }

    private void sent(boolean arrived) {
        if (!arrived) {
            owing = true;
            waiting.clear(); // the others will be told that everything may have changed
        }
        sendNext();
    }

    @Override
    public void listen(String topic, Listener listener) {
        listeners.computeIfAbsent(topic, any -> new CopyOnWriteArrayList<>()).add(listener);
    }

    @Override
    public boolean hears() {
        return subscribed && System.nanoTime() - alive < link.lease().toNanos();
    }

    /** Sees to the line. What could not be told is made good: the others are to take it that everything changed. */
    private synchronized void look() {
        if (!link.answers()) {
            return;
        }
        if (owing) {
            owing = false;
            send(ANYTHING);
        }
        var asked = System.nanoTime();
        try {
            if (line == null) {
                line = open();
            }
            link.await(line.async().ping());
            alive = asked;
        } catch (RuntimeException e) {
            LOG.debug("Other hubs are not heard now: {}", e.getMessage());
        }
    }

    private StatefulRedisPubSubConnection<String, String> open() {
        var fresh = link.newLine();
        fresh.addListener(new Ear());
        fresh.addListener(new RedisConnectionStateAdapter() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
                subscribed = false;
            }
        });
        try {
            link.await(fresh.async().subscribe(link.name(CHANNEL)));
            return fresh;
        } catch (RuntimeException e) {
            var unused = fresh.closeAsync();
            throw e;
        }
    }

    /** Hears what is published, and when the line is open, for the first time or again. */
    private final class Ear extends RedisPubSubAdapter<String, String> {

        @Override
        public void subscribed(String channel, long count) {
            missed();
            subscribed = true;
        }

        @Override
        public void message(String channel, String message) {
            if (!message.startsWith(self)) {
                message.lines().skip(1).forEach(this::line);
            }
        }

        private void line(String line) {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                var topic = line.substring(0, blank);
                var text = line.substring(blank + 1).translateEscapes();
                listeners.getOrDefault(topic, List.of()).forEach(one -> safely(() -> one.heard(text)));
            } else if (line.equals(ANYTHING)) {
                missed();
            }
        }
    }

    private void missed() {
        listeners.values().forEach(all -> all.forEach(one -> safely(one::missed)));
    }

    private static void safely(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.warn("What another hub told could not be dealt with: {}", e.getMessage());
        }
    }
}
