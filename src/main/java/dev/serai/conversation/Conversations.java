package dev.serai.conversation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was said. Rows are stored by whoever has a transaction for them: this door gives the camel-sql endpoints and the
 * rows they take, and each may be stored again without harm.
 */
@Component
public class Conversations {

    private static final String HISTORY = read("load-history");

    private final JdbcClient jdbc;

    Conversations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes {@link #messageRow}. */
    public String messageEndpoint() {
        return endpoint("insert-message");
    }

    /** Takes {@link #sessionRow}. */
    public String sessionEndpoint() {
        return endpoint("save-session");
    }

    /** Takes {@link #turnRow}. */
    public String turnEndpoint() {
        return endpoint("insert-session-message");
    }

    private static String endpoint(String statement) {
        return "sql:classpath:sql/conversation/" + statement + ".sql?batch=true";
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
        row.put(
                "id",
                UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString());
        row.put("sessionId", session.toString());
        row.put("role", turn.role());
        row.put("content", turn.content());
        row.put("createdAt", turn.timestamp().toString());
        return row;
    }

    /** The last turns of a conversation, oldest first. */
    public List<Turn> history(UUID session, int limit) {
        return jdbc.sql(HISTORY)
                .param("session", session)
                .param("limit", limit)
                .query((row, i) -> new Turn(
                        row.getString("role"),
                        row.getString("content"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list()
                .reversed();
    }

    private static String read(String name) {
        try {
            return new ClassPathResource("sql/conversation/" + name + ".sql")
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
