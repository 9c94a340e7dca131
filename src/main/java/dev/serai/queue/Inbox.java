package dev.serai.queue;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The durable inbox: stores what arrives together in one transaction, then tells the dispatcher. */
@Component
class Inbox implements MessageQueue {

    private static final class Arrival {
        final Envelope envelope;
        boolean duplicate;

        Arrival(Envelope envelope) {
            this.envelope = envelope;
        }
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Membership membership;
    private final Marks marks;
    private final Dispatcher dispatcher;
    private final PendingReplies replies;
    private final Duration patience;
    private final Impatience impatient;
    private final Batcher<Arrival> writer;

    Inbox(Storage storage, Marks marks, Dispatcher dispatcher, PendingReplies replies, QueueProperties properties) {
        this.jdbc = storage.jdbc();
        this.transactions = storage.transactions();
        this.membership = storage.membership();
        this.marks = marks;
        this.dispatcher = dispatcher;
        this.replies = replies;
        this.patience = properties.acceptTimeout();
        this.impatient = new Impatience(patience);
        this.writer = new Batcher<>("queue-accept", properties.batch(), this::write);
    }

    /** Where the inbox keeps things, and in whose name. */
    @Component
    record Storage(JdbcClient jdbc, TransactionTemplate transactions, Membership membership) {}

    @Override
    public Receipt accept(Envelope envelope) {
        var arrival = new Arrival(envelope);
        try {
            var written = writer.submit(arrival, patience);
            impatient.add(written);
            written.get();
        } catch (ExecutionException e) {
            var late = e.getCause() instanceof TimeoutException;
            throw new QueueUnavailable(late ? tooLate() : "the database refused it", e);
        } catch (RejectedExecutionException e) {
            throw new QueueUnavailable(tooLate(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueueUnavailable("the hub is stopping", e);
        }
        return new Receipt(envelope.id(), arrival.duplicate);
    }

    private String tooLate() {
        return "it took longer than " + patience.toMillis() + " ms";
    }

    @Override
    public CompletableFuture<String> request(Envelope envelope, Duration timeout) {
        var answer = replies.expect(envelope.id(), timeout);
        try {
            if (accept(envelope).duplicate()) {
                answer.completeExceptionally(new AlreadyAccepted(envelope.id()));
            }
        } catch (QueueUnavailable e) {
            answer.cancel(false);
            throw e;
        }
        return answer;
    }

    private void write(List<Arrival> batch) {
        var works = transactions.execute(status -> {
            var fresh = marks.firstOnes(
                    batch.stream().map(arrival -> arrival.envelope).toList());
            batch.forEach(arrival -> arrival.duplicate = !fresh.contains(arrival.envelope.id()));
            return insert(batch.stream()
                    .filter(arrival -> !arrival.duplicate)
                    .map(arrival -> arrival.envelope)
                    .toList());
        });
        batch.stream().filter(arrival -> !arrival.duplicate).forEach(arrival -> marks.leave(arrival.envelope));
        dispatcher.accepted(works == null ? List.of() : works);
    }

    private List<Work> insert(List<Envelope> envelopes) {
        if (envelopes.isEmpty()) {
            return List.of();
        }
        var byId = new HashMap<UUID, Envelope>();
        envelopes.forEach(envelope -> byId.put(envelope.id(), envelope));
        var works = new ArrayList<Work>(envelopes.size());
        jdbc.sql(Sql.ACCEPT)
                .param("ids", column(envelopes, envelope -> envelope.id().toString()))
                .param("channels", column(envelopes, Envelope::channel))
                .param("addresses", column(envelopes, Envelope::address))
                .param("lanes", column(envelopes, Envelope::lane))
                .param("payloads", column(envelopes, Envelope::payload))
                .param("marks", column(envelopes, marks::text))
                .param("receivedAt", column(envelopes, envelope -> envelope.receivedAt()
                        .toString()))
                .param("owner", membership.name())
                .param("epoch", membership.epoch())
                .query(row -> {
                    var envelope = byId.get(row.getObject("id", UUID.class));
                    works.add(new Work(row.getLong("seq"), requireNonNull(envelope), 0, false));
                });
        return works;
    }

    private static @Nullable String[] column(List<Envelope> envelopes, Function<Envelope, @Nullable String> value) {
        return envelopes.stream().map(value).toArray(String[]::new);
    }

    void close() {
        writer.close();
        impatient.close();
    }
}
