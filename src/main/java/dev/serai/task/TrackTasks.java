package dev.serai.task;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What operation wants done. Rows are stored by whoever has a transaction for them, again without harm. */
@Component
public class TrackTasks {

    /** Takes {@link #trackRow}. */
    public String trackEndpoint() {
        return Sql.endpoint("insert-track-task");
    }

    /** A new task; {@code id} in it is the same each time for the same key. */
    public Map<String, @Nullable Object> trackRow(TrackTask task) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("id", Sql.id(task.key()));
        row.put("robotId", task.robot());
        row.put("groupId", task.group());
        row.put("targetUserId", task.target());
        row.put("requirement", task.requirement());
        row.put("priority", task.priority());
        row.put("askedBy", task.askedBy());
        row.put("askedAt", task.askedAt().toString());
        row.put("deadline", task.deadline().toString());
        row.put("autoCancel", task.autoCancel());
        return row;
    }

    /** Takes {@link #answerRow}. */
    public String answerEndpoint() {
        return Sql.endpoint("answer-track-tasks");
    }

    /**
     * Somebody spoke in a group: cancels what was asked of them before.
     *
     * @param everybody whether they also answer for what was asked of everybody
     */
    public Map<String, @Nullable Object> answerRow(
            String group, String userId, String userName, boolean everybody, Instant at) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("groupId", group);
        row.put("userId", userId);
        row.put("userName", userName);
        row.put("everybody", everybody);
        row.put("at", at.toString());
        return row;
    }
}
