package dev.serai.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The notifications as they are written down; each change is one transaction. */
@Component
class NotificationRows {

    private static final String CLAIM = AlertSql.read("claim-notification");
    private static final String DOUBT = AlertSql.read("doubt-notifications");
    private static final String SETTLE = AlertSql.read("settle-notification");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AlertProperties.Sending settings;

    NotificationRows(JdbcClient jdbc, Clock clock, AlertProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = properties.sending();
    }

    /** Takes the next one, and says so before it is sent. */
    Optional<Claim> claim() {
        return jdbc.sql(CLAIM)
                .param("now", AlertSql.at(clock.instant()))
                .query((row, number) -> claim(row))
                .optional();
    }

    private static Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                row.getObject("id", UUID.class),
                row.getObject("alert_id", UUID.class),
                Channel.of(row.getString("channel")).orElseThrow(),
                row.getString("recipient"),
                row.getString("content"),
                row.getInt("attempts"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    /** Gives up what some process was sending when it died. */
    List<UUID> doubt() {
        return jdbc.sql(DOUBT)
                .param("since", AlertSql.at(clock.instant().minus(settings.giveUp())))
                .query(UUID.class)
                .list();
    }

    /** Writes down what came of an attempt; false if it was the last and nobody was told. */
    boolean settle(Claim claim, Sent sent) {
        var now = clock.instant();
        return switch (sent) {
            case Sent.Delivered delivered -> {
                settle(claim, "sent", now, null);
                yield true;
            }
            case Sent.Later later
            when claim.attempt() < settings.attempts() -> {
                settle(claim, "pending", now.plus(settings.pauseAfter(claim.attempt())), later.reason());
                yield true;
            }
            case Sent.Later later -> {
                settle(claim, "failed", now, later.reason());
                yield false;
            }
            case Sent.Refused refused -> {
                settle(claim, "failed", now, refused.reason());
                yield false;
            }
            case Sent.Unclear unclear -> {
                settle(claim, "unknown", now, unclear.reason());
                yield false;
            }
        };
    }

    private void settle(Claim claim, String status, Instant next, @Nullable String error) {
        jdbc.sql(SETTLE)
                .param("id", claim.id())
                .param("status", status)
                .param("nextAt", AlertSql.at(next))
                .param("error", error == null ? null : AlertSql.clean(error))
                .param("now", AlertSql.at(clock.instant()))
                .update();
    }
}
