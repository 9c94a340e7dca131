package dev.serai.task;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What customers need help with. Rows are stored by whoever has a transaction for them, and each may be stored again
 * without harm.
 */
@Component
public class AfterSalesTasks {

    private static final int MOST = 20;

    private final JdbcClient jdbc;

    AfterSalesTasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The open tasks of a chat, newest first. */
    public List<AfterSalesTask> open(UUID session) {
        return jdbc.sql(Sql.OPEN_TASKS)
                .param("session", session)
                .param("limit", MOST)
                .query((row, i) -> new AfterSalesTask(
                        row.getObject("id", UUID.class),
                        row.getString("task_type"),
                        row.getObject("session_id", UUID.class),
                        row.getString("customer_id"),
                        row.getString("customer_name"),
                        row.getString("assignee_id"),
                        row.getString("assignee_name"),
                        TaskStatus.of(row.getString("status")).orElseThrow(),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Takes {@link #openingRow}. */
    public String openingEndpoint() {
        return Sql.endpoint("open-after-sales-task");
    }

    /** A new task, which is passed over if the customer has an open one in this chat. */
    public Map<String, @Nullable Object> openingRow(AfterSalesTask.Opening opening) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("id", Sql.id(opening.key()));
        row.put("taskType", opening.type());
        row.put("robotId", opening.robot());
        row.put("sessionId", opening.session().toString());
        row.put("customerId", opening.customer());
        row.put("customerName", opening.customerName());
        row.put("subject", opening.subject());
        row.put("at", opening.at().toString());
        return row;
    }

    /** Takes {@link #moveRow}. */
    public String moveEndpoint() {
        return Sql.endpoint("move-after-sales-task");
    }

    /** A task's next status; passed over if the task is over, or has moved on since. */
    public Map<String, @Nullable Object> moveRow(AfterSalesTask.Move move) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("id", move.task().toString());
        row.put("status", move.to().word());
        row.put("assigneeId", move.by() == null ? null : move.by().id());
        row.put("assigneeName", move.by() == null ? null : move.by().name());
        row.put("at", move.at().toString());
        return row;
    }
}
