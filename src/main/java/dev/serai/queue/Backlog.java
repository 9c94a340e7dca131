package dev.serai.queue;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongPredicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What waits in the database for this hub. */
@Component
class Backlog {

    private static final int LOOK = 1000;

    private final JdbcClient jdbc;
    private final Membership membership;

    Backlog(JdbcClient jdbc, Membership membership) {
        this.jdbc = jdbc;
        this.membership = membership;
    }

    /** The next works after a place; those up to {@code begun} may have been begun before. */
    List<Work> after(long seq, int limit, long begun) {
        return jdbc.sql(Sql.LOAD)
                .param("owner", membership.name())
                .param("epoch", membership.epoch())
                .param("after", seq)
                .param("limit", limit)
                .query((row, i) -> {
                    var place = row.getLong("seq");
                    var attempts = row.getInt("attempts");
                    var envelope = new Envelope(
                            row.getObject("id", UUID.class),
                            row.getString("channel"),
                            row.getString("address"),
                            row.getString("lane"),
                            List.of(),
                            row.getString("payload"),
                            row.getObject("received_at", OffsetDateTime.class).toInstant());
                    var redelivered = attempts > 0 || row.getInt("claims") > 0 || place <= begun;
                    return new Work(place, envelope, attempts, redelivered);
                })
                .list();
    }

    /** Takes over what ended epochs left, this hub's own and those of others; answers how many. */
    int claim() {
        return jdbc.sql(Sql.CLAIM)
                .param("owner", membership.name())
                .param("epoch", membership.epoch())
                .update();
    }

    /** Forgets messages that came in before and are dealt with. */
    void forget(Instant before) {
        jdbc.sql(Sql.FORGET_MESSAGES).param("before", before.toString()).update();
    }

    /** The oldest work up to a place that this hub owns and does not hold in memory. */
    OptionalLong forgotten(long upto, LongPredicate held) {
        return jdbc
                .sql(Sql.OPEN)
                .param("owner", membership.name())
                .param("epoch", membership.epoch())
                .param("upto", upto)
                .param("limit", LOOK)
                .query(Long.class)
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .filter(seq -> !held.test(seq))
                .findFirst();
    }
}
