package dev.serai.queue;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What could not be dealt with in as many attempts as are allowed: kept, listed, and put back by hand. */
@Component
public class DeadLetters {

    /**
     * A message that nobody tries any more.
     *
     * @param id of the envelope
     * @param error why the last attempt failed
     */
    public record DeadLetter(
            UUID id,
            String channel,
            String address,
            String lane,
            String payload,
            Instant receivedAt,
            int attempts,
            String error,
            Instant failedAt) {}

    private final JdbcClient jdbc;
    private final Membership membership;
    private final Dispatcher dispatcher;

    DeadLetters(JdbcClient jdbc, Membership membership, Dispatcher dispatcher) {
        this.jdbc = jdbc;
        this.membership = membership;
        this.dispatcher = dispatcher;
    }

    /** The newest ones first. */
    public List<DeadLetter> list(int limit) {
        return jdbc.sql(Sql.DEAD)
                .param("limit", limit)
                .query((row, i) -> new DeadLetter(
                        row.getObject("id", UUID.class),
                        row.getString("channel"),
                        row.getString("address"),
                        row.getString("lane"),
                        row.getString("payload"),
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        row.getInt("attempts"),
                        String.valueOf(row.getString("error")),
                        row.getObject("failed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Delivers it again, with all its attempts; false if there is no such dead letter. May be repeated. */
    public boolean putBack(UUID id) {
        var seq = jdbc.sql(Sql.PUT_BACK)
                .param("id", id.toString())
                .param("owner", membership.name())
                .param("epoch", membership.epoch())
                .query(Long.class)
                .optional();
        seq.ifPresent(dispatcher::rewind);
        return seq.isPresent();
    }
}
