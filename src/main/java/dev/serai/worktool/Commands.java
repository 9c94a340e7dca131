package dev.serai.worktool;

import dev.serai.worktool.RobotLeases.Lease;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The commands as they are written down; each change is one transaction. */
@Component
class Commands {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final CommandResults results;
    private final Clock clock;

    Commands(JdbcClient jdbc, PlatformTransactionManager transactions, CommandResults results, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.results = results;
        this.clock = clock;
    }

    /**
     * When a line has to look something up.
     *
     * @param call a doubtful call
     * @param result a missing result
     */
    record Agenda(@Nullable Instant call, @Nullable Instant result) {}

    /**
     * What came of writing down an attempt.
     *
     * @param finished commands that came to their end by it
     * @param next the claim that was made in the same transaction, if one was asked for and there was something
     */
    record Settled(List<CommandFinished> finished, Optional<Claim> next) {}

    Optional<RobotCommand> find(String sendId) {
        return jdbc.sql(WorkToolSql.FIND)
                .param("sendId", sendId)
                .query((row, number) -> command(row))
                .optional();
    }

    boolean anythingToSend(String robot) {
        return jdbc.sql(WorkToolSql.FIND_WORK)
                .param("robot", robot)
                .param("now", now())
                .query(Boolean.class)
                .single();
    }

    /** Commits to sending the next command of a line, before it is sent. */
    Optional<Claim> claim(Lease lease) {
        return jdbc.sql(WorkToolSql.CLAIM)
                .param("robot", lease.robot())
                .param("epoch", lease.epoch())
                .param("now", now())
                .query((row, number) -> claim(row))
                .optional();
    }

    /** Writes down how an attempt ended and, if there is a lease to do so, claims the next in the same transaction. */
    Settled settle(String robot, Claim claim, Settlement settlement, Optional<Lease> claimNext) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var finished = settle(robot, claim, settlement);
            return new Settled(finished, claimNext.flatMap(this::claim));
        }));
    }

    private List<CommandFinished> settle(String robot, Claim claim, Settlement settlement) {
        var messageId = settlement.messageId();
        if (messageId != null) {
            results.lock(messageId);
        }
        var written = jdbc.sql(WorkToolSql.SETTLE)
                .param("id", claim.id())
                .param("attempts", claim.attempts())
                .param("status", settlement.status().word())
                .param("messageId", messageId)
                .param("error", settlement.error())
                .param("checks", settlement.checks())
                .param("checkAt", at(settlement.checkAt()))
                .param("now", now())
                .query(CommandResults.FINISHED)
                .list();
        return messageId == null
                ? written.stream()
                        .filter(command -> command.status().finished())
                        .toList()
                : results.catchUp(robot, messageId);
    }

    /** Marks as doubtful what a former owner of the line was sending. */
    int doubtOrphans(Lease lease, Duration grace) {
        return jdbc.sql(WorkToolSql.DOUBT_ORPHANS)
                .param("robot", lease.robot())
                .param("checkAt", now().plus(grace))
                .update();
    }

    Agenda agenda(String robot) {
        return jdbc.sql(WorkToolSql.AGENDA)
                .param("robot", robot)
                .query((row, number) -> new Agenda(instant(row, "call"), instant(row, "result")))
                .single();
    }

    List<Claim> doubtful(String robot) {
        return jdbc.sql(WorkToolSql.DOUBTFUL)
                .param("robot", robot)
                .param("now", now())
                .query((row, number) -> claim(row))
                .list();
    }

    /** Which of these calls belong to commands of ours already. */
    Set<String> taken(List<String> messageIds) {
        return new HashSet<>(jdbc.sql(WorkToolSql.TAKEN)
                .param("messageIds", messageIds.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** When commands were last handed over, for those within the given time. */
    List<Instant> recentSendings(Duration window) {
        return jdbc.sql(WorkToolSql.RECENT)
                .param("since", now().minus(window))
                .query((row, number) -> row.getTimestamp("sending_at").toInstant())
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                row.getObject("id", UUID.class),
                row.getString("send_id"),
                row.getString("payload"),
                row.getInt("attempts"),
                row.getInt("checks"),
                row.getTimestamp("sending_at").toInstant());
    }

    private static RobotCommand command(ResultSet row) throws SQLException {
        var result = row.getString("result");
        return new RobotCommand(
                row.getString("send_id"),
                row.getString("robot"),
                row.getInt("type"),
                row.getString("target"),
                CommandStatus.of(row.getString("status")),
                row.getInt("attempts"),
                row.getString("message_id"),
                result == null ? null : CommandResults.read(result),
                row.getString("error"),
                row.getObject("run_id", UUID.class),
                row.getString("node_id"),
                row.getTimestamp("created_at").toInstant());
    }
}
