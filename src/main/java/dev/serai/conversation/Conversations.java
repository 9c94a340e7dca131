package dev.serai.conversation;

import dev.serai.cache.Cache;
import dev.serai.cache.Caches;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was said. Rows are stored by whoever has a transaction for them: this door gives the camel-sql endpoints and the
 * rows they take, and each may be stored again without harm.
 */
@Component
public class Conversations {

    private static final int MOST_SPOKEN = 1000;

    /** The last turns, and how many were asked for. */
    private record Known(List<Turn> turns, int limit) {

        boolean holds(int wanted) {
            return wanted <= limit || turns.size() < limit;
        }
    }

    private final Cache<Known> histories;
    private final JdbcClient jdbc;
    private final ConversationProperties properties;

    Conversations(JdbcClient jdbc, Caches caches, ConversationProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.histories = caches.of("histories", properties.cache(), properties.cacheSize());
    }

    /** How many messages go into one write at most. */
    public int messagesAtOnce() {
        return properties.messageBatch();
    }

    /** How many conversations are updated in one write at most. */
    public int statusesAtOnce() {
        return properties.contextBatch();
    }

    /** Takes {@link #messageRow}; not more than {@link #messagesAtOnce} of them. */
    public String messageEndpoint() {
        return Sql.endpoint("insert-message");
    }

    /** Takes {@link #sessionRow}. */
    public String sessionEndpoint() {
        return Sql.endpoint("save-session");
    }

    /** Takes {@link #turnRow}; tell {@link #turnStored} afterwards. */
    public String turnEndpoint() {
        return Sql.endpoint("insert-session-message");
    }

    /** Takes {@link #statusRow}; not more than {@link #statusesAtOnce} of them. */
    public String statusEndpoint() {
        return Sql.endpoint("update-session-status");
    }

    public Map<String, @Nullable Object> messageRow(Message message) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("id", message.id().toString());
        row.put("sessionId", message.sessionId().toString());
        row.put("robotId", message.robotId());
        row.put("messageId", message.messageId());
        row.put("groupName", message.groupName());
        row.put("senderName", message.senderName());
        row.put("content", message.content());
        row.put("rawMessage", message.rawMessage());
        row.put("textType", message.textType());
        row.put("atMe", message.atMe());
        row.put("receivedAt", message.receivedAt().toString());
        return row;
    }

    public Map<String, @Nullable Object> sessionRow(Message message) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("id", message.sessionId().toString());
        row.put("robotId", message.robotId());
        row.put("sessionType", message.sessionType());
        row.put("name", message.groupName().isEmpty() ? message.senderName() : message.groupName());
        row.put("at", message.receivedAt().toString());
        return row;
    }

    /** A turn; its id is made of the key, so the same key is stored once. */
    public Map<String, @Nullable Object> turnRow(String key, UUID session, Turn turn) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("id", Sql.id(key));
        row.put("sessionId", session.toString());
        row.put("role", turn.role());
        row.put("content", turn.content());
        row.put("createdAt", turn.timestamp().toString());
        return row;
    }

    /**
     * How a conversation stands from now on; one that is not stored stays so.
     *
     * @param context what is to be remembered about it, as JSON; null leaves what was
     */
    public Map<String, @Nullable Object> statusRow(
            UUID session, SessionStatus status, @Nullable String context, Instant at) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("id", session.toString());
        row.put("status", status.word());
        row.put("context", context);
        row.put("at", at.toString());
        return row;
    }

    /** Says that a turn of this conversation was stored: what any hub remembers of it is dropped. */
    public void turnStored(UUID session) {
        histories.drop(session.toString());
    }

    /** The last turns of a conversation, oldest first; remembered for a while. */
    public List<Turn> history(UUID session, int limit) {
        var turns = histories
                .get(session.toString(), known -> known.holds(limit), key -> new Known(load(session, limit), limit))
                .turns();
        return turns.subList(Math.max(0, turns.size() - limit), turns.size());
    }

    private List<Turn> load(UUID session, int limit) {
        return jdbc.sql(Sql.HISTORY)
                .param("session", session)
                .param("limit", limit)
                .query((row, i) -> new Turn(
                        row.getString("role"),
                        row.getString("content"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list()
                .reversed();
    }

    /** What was said in a conversation since then, oldest first; the last thousand of it. */
    public List<Spoken> spoken(UUID session, Instant since) {
        return jdbc.sql(Sql.SPOKEN)
                .param("session", session)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("limit", MOST_SPOKEN)
                .query((row, i) -> new Spoken(
                        row.getObject("id", UUID.class),
                        row.getString("speaker"),
                        row.getString("content"),
                        row.getObject("spoken_at", OffsetDateTime.class).toInstant()))
                .list()
                .reversed();
    }
}
