package dev.serai.worktool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings results and commands together, whichever is written down first. Both sides take the same lock on the id of the
 * call before they look for each other, so that they cannot miss each other.
 */
@Component
class CommandResults {

    static final RowMapper<CommandFinished> FINISHED = (row, number) -> new CommandFinished(
            row.getString("send_id"),
            row.getObject("run_id", UUID.class),
            row.getString("node_id"),
            CommandStatus.of(row.getString("status")));

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final WorkToolProperties.Results settings;

    CommandResults(
            JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock, WorkToolProperties properties) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.settings = properties.sending().results();
    }

    /** A command that was sent and has no result yet. */
    record Unanswered(String messageId, Instant sentAt) {}

    /**
     * Writes down what a robot reported: with its command, or apart until that is known. A result that is there already
     * changes nothing.
     *
     * @return the commands it belongs to, whether finished now or before
     */
    Outcome accept(String robot, Report report) {
        return Objects.requireNonNull(transaction.execute(status -> {
            lock(report.messageId());
            var finished = finish(robot, report);
            if (!finished.isEmpty()) {
                return new Outcome(finished, true);
            }
            var before = jdbc.sql(WorkToolSql.FINISHED)
                    .param("robot", robot)
                    .param("messageId", report.messageId())
                    .query(FINISHED)
                    .list();
            if (before.isEmpty()) {
                keep(robot, report);
            }
            return new Outcome(before, false);
        }));
    }

    /**
     * What a report led to.
     *
     * @param commands it belongs to
     * @param now true if it finished them, false if they were finished before
     */
    record Outcome(List<CommandFinished> commands, boolean now) {}

    /** Until the end of the transaction nobody else brings this call and its results together. */
    void lock(String messageId) {
        jdbc.sql(WorkToolSql.LOCK_MESSAGE)
                .param("messageId", messageId)
                .query((row, number) -> "")
                .list();
    }

    /** Finishes a command with what was reported before its call was written down. */
    List<CommandFinished> catchUp(String robot, String messageId) {
        return jdbc
                .sql(WorkToolSql.TAKE_RESULTS)
                .param("robot", robot)
                .param("messageId", messageId)
                .query((row, number) -> new Report(messageId, read(row.getString("result"))))
                .list()
                .stream()
                .flatMap(report -> finish(robot, report).stream())
                .toList();
    }

    List<Unanswered> unanswered(String robot) {
        return jdbc.sql(WorkToolSql.UNANSWERED)
                .param("robot", robot)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Unanswered(
                        row.getString("message_id"), row.getTimestamp("sent_at").toInstant()))
                .list();
    }

    /** Asks again later for what is still missing, or leaves it to a human. */
    void postpone(String robot) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql(WorkToolSql.POSTPONE)
                .param("robot", robot)
                .param("now", now)
                .param("next", now.plus(settings.interval()))
                .param("limit", settings.checks())
                .update();
    }

    private List<CommandFinished> finish(String robot, Report report) {
        var result = report.result();
        var status = report.status();
        return jdbc.sql(WorkToolSql.FINISH)
                .param("robot", robot)
                .param("messageId", report.messageId())
                .param("status", status.word())
                .param("result", write(result))
                .param(
                        "error",
                        status == CommandStatus.SUCCEEDED
                                ? null
                                : ErrorCode.explain(result.errorCode(), result.errorReason()))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(FINISHED)
                .list();
    }

    private void keep(String robot, Report report) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql(WorkToolSql.KEEP_RESULT)
                .param("robot", robot)
                .param("messageId", report.messageId())
                .param("result", write(report.result()))
                .param("now", now)
                .param("forgetBefore", now.minus(settings.keepUnmatched()))
                .update();
    }

    static CommandResult read(String json) {
        try {
            return JSON.readValue(json, CommandResult.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A result in worktool.robot_commands is not one of ours", e);
        }
    }

    private static String write(CommandResult result) {
        try {
            return JSON.writeValueAsString(result).replace("\\u0000", "");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A result cannot be written as JSON", e);
        }
    }
}
