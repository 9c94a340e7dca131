package dev.serai.task;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What nobody has answered in time: tracks past their deadline and customers whom none of the staff has come to. */
@Component
public class OverdueTasks {

    private static final int MOST = 100;
    private static final String EVERYBODY = "全体成员";
    private static final String NOBODY = "售后";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TaskProperties properties;

    OverdueTasks(JdbcClient jdbc, Clock clock, TaskProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
    }

    /**
     * Takes those nobody was told of yet, the longest overdue first, and marks them, so that no other round tells of
     * them again. May be repeated: the same round takes the same tasks, as long as they are still open.
     *
     * @param round which one, as an ISO 8601 moment, for example when it was due
     * @return of each {@code kind} ({@code track}, {@code after_sales}), {@code id}, {@code robotId},
     *     {@code responsible} (who is to answer, for people to read), {@code subject}, {@code priority} and {@code due}
     */
    public List<Map<String, Object>> claim(String round) {
        var now = clock.instant();
        return jdbc.sql(Sql.CLAIM_OVERDUE)
                .param("round", at(Instant.parse(round)))
                .param("now", at(now))
                .param("unansweredSince", at(now.minus(properties.answerWithin())))
                .param("limit", MOST)
                .query((row, i) -> task(row))
                .list();
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static Map<String, Object> task(ResultSet row) throws SQLException {
        var kind = row.getString("kind");
        var responsible = row.getString("responsible");
        var unnamed = kind.equals("track") ? EVERYBODY : NOBODY;
        var task = new LinkedHashMap<String, Object>();
        task.put("kind", kind);
        task.put("id", row.getString("id"));
        task.put("robotId", row.getString("robot_id"));
        task.put("responsible", responsible.isEmpty() ? unnamed : responsible);
        task.put("subject", row.getString("subject"));
        task.put("priority", row.getString("priority"));
        task.put("due", row.getObject("due", OffsetDateTime.class).toInstant().toString());
        return task;
    }
}
