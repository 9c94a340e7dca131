package dev.serai.alert;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The door for whoever wants people to be told. The caller stores the row in a transaction of its own; from then on it
 * is sent, and never twice.
 */
@Component
public class Notifications {

    private static final int LONGEST = 20_000;

    private final AlertProperties properties;
    private final NotificationSender sender;

    Notifications(AlertProperties properties, NotificationSender sender) {
        this.properties = properties;
        this.sender = sender;
    }

    /** How many go into one write at most. */
    public int atOnce() {
        return properties.sending().batch();
    }

    /** Takes {@link #row}; not more than {@link #atOnce} of them. */
    public String endpoint() {
        return AlertSql.endpoint("insert-notification");
    }

    /** What is stored; one for a robot or the console is sent by that. */
    public Map<String, @Nullable Object> row(Notification notification) {
        var row = new HashMap<String, @Nullable Object>();
        var alert = notification.alertId();
        var id = UUID.nameUUIDFromBytes(notification.key().getBytes(StandardCharsets.UTF_8));
        var content = AlertSql.clean(notification.content());
        row.put("id", id.toString());
        row.put("key", AlertSql.clean(notification.key()));
        row.put("alertId", alert == null ? null : alert.toString());
        row.put("channel", notification.channel().word());
        row.put("recipient", AlertSql.clean(notification.recipient()));
        row.put("content", content.length() > LONGEST ? content.substring(0, LONGEST) : content);
        row.put("status", notification.channel().sent() ? "pending" : "sent");
        row.put("runId", notification.runId().toString());
        row.put("nodeId", notification.nodeId());
        row.put("at", notification.at().toString());
        return row;
    }

    /** The hooks a channel has, by name. */
    public List<String> hooks(Channel channel) {
        return properties.hooks().entrySet().stream()
                .filter(hook -> hook.getValue().channel() == channel)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Whether there is a server that email can go to. */
    public boolean mails() {
        return !properties.mail().host().isBlank();
    }

    /** Says that a transaction with new rows was committed. Nothing is lost without it, it only goes slower. */
    public void wake() {
        sender.wake();
    }
}
