package dev.serai.provider;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What hosted workflows wait for, kept until somebody answers or it is too late. */
@Component
public class Interrupts {

    private static final int MOST = 500;
    private static final String INSERT = ProviderSql.read("insert-interrupt");
    private static final String TAKE = ProviderSql.read("take-interrupt");
    private static final String RELEASE = ProviderSql.read("release-interrupt");
    private static final String LIST = ProviderSql.read("list-interrupts");
    private static final String FIND = ProviderSql.read("find-interrupt");
    private static final String FIND_BY_EVENT = ProviderSql.read("find-interrupt-by-event");
    private static final String EXPIRE = ProviderSql.read("expire-interrupts");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration life;

    Interrupts(JdbcClient jdbc, Clock clock, ProviderProperties settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.life = settings.runs().interruptLife();
    }

    /** Those that can be answered now, the oldest first, 500 at most. */
    public List<WaitingInterrupt> waiting() {
        return jdbc.sql(LIST)
                .param("now", at(clock.instant()))
                .param("limit", MOST)
                .query(Interrupts::read)
                .list();
    }

    /** One of them, whatever became of it. */
    public Optional<WaitingInterrupt> find(UUID id) {
        return jdbc.sql(FIND).param("id", id).query(Interrupts::read).optional();
    }

    /**
     * Where an interrupt comes from.
     *
     * @param workflow its configured name
     * @param origin how it was run
     * @param resumes how often the run was answered before
     */
    record Source(String workflow, WaitingInterrupt.Origin origin, int resumes, CallTag tag) {}

    /** Keeps what a workflow waits for; one that is known already stays as it is. */
    void keep(Source source, WorkflowAnswer answer, Interrupt interrupt) {
        var now = clock.instant();
        jdbc.sql(INSERT)
                .param("id", UuidCreator.getTimeOrderedEpoch())
                .param("event", clean(interrupt.eventId()))
                .param("workflow", source.workflow())
                .param("execute", answer.executeId())
                .param("type", interrupt.type())
                .param("data", clean(interrupt.data()))
                .param("question", clean(answer.content()))
                .param("origin", source.origin().word())
                .param("resumes", source.resumes())
                .param("run", source.tag().run())
                .param("node", source.tag().node())
                .param("now", at(now))
                .param("expires", at(now.plus(life)))
                .update();
    }

    /**
     * Takes one for answering; nobody else gets it until it is released.
     *
     * @param most how often a run is answered
     * @throws WorkflowRefused if there is none, or it cannot be answered any more
     */
    WaitingInterrupt take(String workflow, String eventId, int most) {
        return jdbc.sql(TAKE)
                .param("workflow", workflow)
                .param("event", clean(eventId))
                .param("most", most)
                .param("now", at(clock.instant()))
                .query(Interrupts::read)
                .optional()
                .orElseThrow(() -> refusal(workflow, eventId, most));
    }

    /** The answer did not reach the provider: somebody may answer again. */
    void release(WaitingInterrupt taken) {
        jdbc.sql(RELEASE).param("id", taken.id()).update();
    }

    /** Notes which can no longer be answered; tells how many. */
    int expire() {
        return jdbc.sql(EXPIRE).param("now", at(clock.instant())).update();
    }

    private WorkflowRefused refusal(String workflow, String eventId, int most) {
        return jdbc.sql(FIND_BY_EVENT)
                .param("workflow", workflow)
                .param("event", clean(eventId))
                .query((row, number) -> refusal(row, most))
                .optional()
                .orElseGet(() -> new WorkflowRefused.UnknownInterrupt(workflow, eventId));
    }

    private static WorkflowRefused refusal(ResultSet row, int most) throws SQLException {
        var event = row.getString("event_id");
        if (row.getString("state").equals("resumed")) {
            return new WorkflowRefused.Answered(event, instant(row, "taken_at"));
        }
        if (row.getInt("resumes") >= most) {
            return new WorkflowRefused.Exhausted(row.getString("workflow"), event, most);
        }
        return new WorkflowRefused.Expired(event, instant(row, "expires_at"));
    }

    private static WaitingInterrupt read(ResultSet row, int number) throws SQLException {
        var life = new WaitingInterrupt.Life(
                WaitingInterrupt.Origin.valueOf(row.getString("origin").toUpperCase(Locale.ROOT)),
                row.getInt("resumes"),
                instant(row, "created_at"),
                instant(row, "expires_at"));
        return new WaitingInterrupt(
                row.getObject("id", UUID.class),
                row.getString("workflow"),
                row.getString("execute_id"),
                new Interrupt(row.getString("event_id"), row.getInt("type"), row.getString("data")),
                row.getString("question"),
                new CallTag(row.getObject("run_id", UUID.class), row.getString("node_id")),
                life);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    /** PostgreSQL keeps no zero in a text. */
    private static String clean(String text) {
        return text.replace("\0", "");
    }
}
