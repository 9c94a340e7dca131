package dev.serai.trigger;

import dev.serai.queue.AlreadyAccepted;
import dev.serai.queue.Envelope;
import dev.serai.queue.Mark;
import dev.serai.queue.MessageQueue;
import dev.serai.queue.QueueUnavailable;
import dev.serai.queue.Receipt;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** An inbox in memory that obeys marks. */
final class MemoryQueue implements MessageQueue {

    final List<Envelope> offered = new CopyOnWriteArrayList<>();
    final List<Envelope> accepted = new CopyOnWriteArrayList<>();
    final List<Envelope> requested = new CopyOnWriteArrayList<>();
    final CompletableFuture<String> answer = new CompletableFuture<>();
    Duration patience = Duration.ZERO;
    volatile boolean away;
    private final Set<String> marks = new HashSet<>();

    @Override
    public synchronized Receipt accept(Envelope envelope) {
        offered.add(envelope);
        if (away) {
            throw new QueueUnavailable("the database is away", new IllegalStateException());
        }
        var duplicate = envelope.marks().stream().map(Mark::key).anyMatch(marks::contains);
        if (!duplicate) {
            envelope.marks().forEach(mark -> marks.add(mark.key()));
            accepted.add(envelope);
        }
        return new Receipt(envelope.id(), duplicate);
    }

    @Override
    public CompletableFuture<String> request(Envelope envelope, Duration timeout) {
        if (accept(envelope).duplicate()) {
            return CompletableFuture.failedFuture(new AlreadyAccepted(envelope.id()));
        }
        accepted.remove(envelope);
        requested.add(envelope);
        patience = timeout;
        return answer;
    }
}
