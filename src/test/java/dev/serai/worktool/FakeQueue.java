package dev.serai.worktool;

import dev.serai.queue.Envelope;
import dev.serai.queue.Mark;
import dev.serai.queue.MessageQueue;
import dev.serai.queue.Receipt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** An inbox in memory that obeys marks. */
class FakeQueue implements MessageQueue {

    final List<Envelope> accepted = new ArrayList<>();
    private final Map<String, Instant> marks = new HashMap<>();
    private final Clock clock;
    private Supplier<RuntimeException> failure;

    FakeQueue(Clock clock) {
        this.clock = clock;
    }

    void failWith(Supplier<RuntimeException> failure) {
        this.failure = failure;
    }

    @Override
    public synchronized Receipt accept(Envelope envelope) {
        if (failure != null) {
            throw failure.get();
        }
        var now = clock.instant();
        var duplicate = envelope.marks().stream()
                .filter(mark -> mark.use() != Mark.Use.LEAVE)
                .anyMatch(mark -> marks.getOrDefault(mark.key(), Instant.MIN).isAfter(now));
        if (!duplicate) {
            accepted.add(envelope);
            envelope.marks().stream()
                    .filter(mark -> mark.use() != Mark.Use.LOOK)
                    .forEach(mark -> marks.put(mark.key(), now.plus(mark.window())));
        }
        return new Receipt(envelope.id(), duplicate);
    }

    @Override
    public CompletableFuture<String> request(Envelope envelope, Duration timeout) {
        throw new UnsupportedOperationException("nobody here asks for replies");
    }
}
