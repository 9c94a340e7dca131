package dev.serai.engine;

import dev.serai.queue.Members;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What runs wait for. */
@Component
class Waits {

    private static final Logger LOG = LoggerFactory.getLogger(Waits.class);
    private static final String DUE = Runs.sql("find-due-waits");
    private static final String TAKE_OVER = Runs.sql("take-over-waits");
    private static final String SIGNAL = Runs.sql("signal-waits");

    /** A run that is to be woken, and when. */
    record Due(RunId run, Instant at) {}

    private final JdbcClient jdbc;
    private final Members members;
    private final Clock clock;

    Waits(JdbcClient jdbc, Members members, Clock clock) {
        this.jdbc = jdbc;
        this.members = members;
        this.clock = clock;
    }

    /** What this hub has to wake up to a moment, the earliest first. */
    List<Due> due(Instant horizon, int limit) {
        var self = members.self();
        return jdbc.sql(DUE)
                .param("owner", self.name())
                .param("epoch", self.epoch())
                .param("horizon", horizon.toString())
                .param("limit", limit)
                .query((row, i) -> new Due(
                        new RunId(row.getObject("run_id", UUID.class)),
                        row.getObject("due_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Makes the waits of hubs that are gone, and of this hub's earlier lives, its own. */
    void takeOver() {
        var self = members.self();
        var taken = jdbc.sql(TAKE_OVER)
                .param("owner", self.name())
                .param("epoch", self.epoch())
                .param("living", members.living().stream().map(Object::toString).toArray(String[]::new))
                .update();
        if (taken > 0) {
            LOG.info("{} waits of an earlier process are taken over", taken);
        }
    }

    /**
     * Hands an event to all that wait for it; answers the runs of this hub among them, the others find it themselves.
     */
    List<RunId> signal(String event, String payload) {
        var self = members.self();
        return jdbc
                .sql(SIGNAL)
                .param("event", event)
                .param("payload", payload)
                .param("now", clock.instant().toString())
                .query((row, i) -> new Signalled(
                        new RunId(row.getObject("run_id", UUID.class)),
                        new Members.Owner(row.getString("owner"), row.getLong("owner_epoch"))))
                .list()
                .stream()
                .filter(one -> one.owner().equals(self))
                .map(Signalled::run)
                .toList();
    }

    private record Signalled(RunId run, Members.Owner owner) {}
}
