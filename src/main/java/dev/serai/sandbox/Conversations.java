package dev.serai.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What users and robots said, by group or, in private, by user; the least used conversations are forgotten. */
final class Conversations {

    /**
     * Something said.
     *
     * @param seq counts all lines of the sandbox
     * @param robot said by the robot and not by a user
     */
    record Line(long seq, Instant time, String from, boolean robot, String text) {}

    private static final int MOST = 10_000;

    private final Clock clock;
    private final AtomicLong seq = new AtomicLong();
    private final Map<String, Conversation> byName = forgetful();
    private final Map<String, String> remarks = forgetful();

    Conversations(Clock clock) {
        this.clock = clock;
    }

    /** A group may also be addressed by its remark. */
    synchronized void remark(String remark, String group) {
        if (!remark.isEmpty() && !remark.equals(group)) {
            remarks.put(remark, group);
        }
    }

    long user(String conversation, String user, String text) {
        return say(conversation, user, false, text);
    }

    long robot(String conversation, String robot, String text) {
        return say(conversation, robot, true, text);
    }

    /** The lines after one; waits until the robot has said something after it or the time is out. */
    List<Line> after(String conversation, long seq, Duration wait) {
        return find(conversation).after(seq, wait);
    }

    synchronized void clear() {
        byName.clear();
        remarks.clear();
    }

    private long say(String conversation, String from, boolean robot, String text) {
        return find(conversation)
                .add(() -> new Line(seq.incrementAndGet(), clock.instant(), from, robot, text))
                .seq();
    }

    private synchronized Conversation find(String name) {
        return byName.computeIfAbsent(remarks.getOrDefault(name, name), unused -> new Conversation());
    }

    private static <V> Map<String, V> forgetful() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MOST;
            }
        };
    }
}
