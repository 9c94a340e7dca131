package dev.serai.conversation;

import dev.serai.cache.Cache;
import dev.serai.cache.Caches;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is known about people and groups; remembered for a while. Rows are stored by whoever has a transaction for them,
 * again without harm; whoever stored one says so with {@link #profileChanged} or {@link #groupChanged}.
 */
@Component
public class Profiles {

    private final Cache<Optional<Profile>> profiles;
    private final Cache<Optional<Group>> groups;
    private final JdbcClient jdbc;

    Profiles(JdbcClient jdbc, Caches caches, ConversationProperties properties) {
        this.jdbc = jdbc;
        this.profiles = caches.of("profiles", properties.cache(), properties.cacheSize());
        this.groups = caches.of("groups", properties.cache(), properties.cacheSize());
    }

    /** What is known about somebody, if they were seen before. */
    public Optional<Profile> profile(String userId) {
        return profiles.get(userId, this::loadProfile);
    }

    private Optional<Profile> loadProfile(String userId) {
        return jdbc.sql(Sql.PROFILE)
                .param("user", userId)
                .query((row, i) -> new Profile(
                        row.getString("user_id"),
                        row.getString("user_name"),
                        row.getString("company_name"),
                        row.getObject("satisfaction_score", Double.class),
                        row.getString("emotion"),
                        row.getString("cooperation_level"),
                        row.getInt("complaint_count")))
                .optional();
    }

    /** What is known about a group, if it was seen before. */
    public Optional<Group> group(String groupId) {
        return groups.get(groupId, this::loadGroup);
    }

    private Optional<Group> loadGroup(String groupId) {
        return jdbc.sql(Sql.GROUP)
                .param("group", groupId)
                .query((row, i) -> new Group(
                        row.getString("group_id"),
                        row.getString("robot_id"),
                        row.getString("name"),
                        row.getString("remark"),
                        row.getString("room_type")))
                .optional();
    }

    /** Says that something about somebody was stored. */
    public void profileChanged(String userId) {
        profiles.drop(userId);
    }

    /** Says that something about a group was stored. */
    public void groupChanged(String groupId) {
        groups.drop(groupId);
    }

    /** Takes {@link #profileRow}. */
    public String profileEndpoint() {
        return Sql.endpoint("save-profile");
    }

    /** Somebody under the name they have now. */
    public Map<String, @Nullable Object> profileRow(String userId, String userName, Instant at) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("userId", userId);
        row.put("userName", userName);
        row.put("at", at.toString());
        return row;
    }

    /** Takes {@link #groupRow}. */
    public String groupEndpoint() {
        return Sql.endpoint("save-group");
    }

    /** A group as it is called now. */
    public Map<String, @Nullable Object> groupRow(Group group, Instant at) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("groupId", group.groupId());
        row.put("robotId", group.robotId());
        row.put("name", group.name());
        row.put("remark", group.remark());
        row.put("roomType", group.roomType());
        row.put("at", at.toString());
        return row;
    }

    /** Takes {@link #impressionRow}. */
    public String impressionEndpoint() {
        return Sql.endpoint("save-impression");
    }

    /** What somebody wanted and how they felt; moves their profile. */
    public Map<String, @Nullable Object> impressionRow(Impression impression) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("id", Sql.id(impression.key()));
        row.put("sessionId", impression.session().toString());
        row.put("userId", impression.userId());
        row.put("userName", impression.userName());
        row.put("intent", impression.intent());
        row.put("emotion", impression.emotion());
        row.put("at", impression.at().toString());
        return row;
    }
}
