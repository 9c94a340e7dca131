package dev.serai.task;

import dev.serai.cache.Cache;
import dev.serai.cache.Caches;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who works in the chats and whether they can help now. Rows are stored by whoever has a transaction for them; whoever
 * stored one says so with {@link #changed}.
 */
@Component
public class Staff {

    private static final int MOST = 200;

    private final Cache<List<StaffMember>> known;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final TaskProperties properties;

    Staff(JdbcClient jdbc, Clock clock, Caches caches, TaskProperties properties) {
        this.known = caches.of("staff", properties.staffCache(), properties.staffCacheSize());
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
    }

    /** The staff a robot has seen, last seen first; up to 30 seconds old unless a hub stored something since. */
    public List<StaffMember> of(String robot) {
        return known.get(robot, this::load);
    }

    /** The member of this id, or else of this name. */
    public Optional<StaffMember> find(String robot, String idOrName) {
        var members = of(robot);
        return members.stream()
                .filter(member -> member.id().equals(idOrName))
                .findFirst()
                .or(() -> members.stream()
                        .filter(member -> member.name().equals(idOrName))
                        .findFirst());
    }

    private List<StaffMember> load(String robot) {
        return jdbc.sql(Sql.LIST_STAFF)
                .param("robot", robot)
                .param(
                        "silentSince",
                        clock.instant().minus(properties.silence()).atOffset(ZoneOffset.UTC))
                .param("limit", MOST)
                .query((row, i) -> new StaffMember(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("role"),
                        StaffStatus.of(row.getString("status")),
                        row.getObject("last_active_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Says that something about the staff of a robot was stored: what any hub remembers of them is dropped. */
    public void changed(String robot) {
        known.drop(robot);
    }

    /** Takes {@link #staffRow}. */
    public String staffEndpoint() {
        return Sql.endpoint("save-staff");
    }

    /** A member as they are seen now. */
    public Map<String, @Nullable Object> staffRow(String robot, StaffMember member) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("robotId", robot);
        row.put("id", member.id());
        row.put("name", member.name());
        row.put("role", member.role());
        row.put("status", member.status().word());
        row.put("at", member.lastActiveAt().toString());
        return row;
    }

    /** Takes {@link #activityRow}. */
    public String activityEndpoint() {
        return Sql.endpoint("insert-activity");
    }

    /** An activity; {@code id} in it is the same each time for the same key. */
    public Map<String, @Nullable Object> activityRow(StaffActivity activity) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("id", Sql.id(activity.key()));
        row.put("robotId", activity.robot());
        row.put("staffId", activity.staff());
        row.put("activityType", activity.type().word());
        row.put("sessionId", activity.session().toString());
        row.put("content", activity.content());
        row.put("createdAt", activity.at().toString());
        return row;
    }
}
