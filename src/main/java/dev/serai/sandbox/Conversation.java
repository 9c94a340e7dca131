package dev.serai.sandbox;

import dev.serai.sandbox.Conversations.Line;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The last lines of one chat, for readers who wait for the next one. */
final class Conversation {

    private static final int KEEP = 200;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition spoken = lock.newCondition();
    private final ArrayDeque<Line> lines = new ArrayDeque<>();

    /** Adds a line that is numbered here, so that the numbers of a chat only grow. */
    Line add(Supplier<Line> next) {
        lock.lock();
        try {
            var line = next.get();
            if (lines.size() == KEEP) {
                lines.removeFirst();
            }
            lines.addLast(line);
            spoken.signalAll();
            return line;
        } finally {
            lock.unlock();
        }
    }

    List<Line> after(long seq, Duration wait) {
        lock.lock();
        try {
            var left = wait.toNanos();
            while (left > 0 && !robotSpokeAfter(seq)) {
                left = spoken.awaitNanos(left);
            }
            return lines.stream().filter(line -> line.seq() > seq).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    private boolean robotSpokeAfter(long seq) {
        return lines.stream().anyMatch(line -> line.robot() && line.seq() > seq);
    }
}
