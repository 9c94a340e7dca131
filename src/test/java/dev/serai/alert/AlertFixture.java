package dev.serai.alert;

import dev.serai.engine.Write;
import dev.serai.vault.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Alerts and notifications on a real database, sent through the route that is shipped. */
public final class AlertFixture implements AutoCloseable {

    private static final AlertProperties.Mail MAIL =
            new AlertProperties.Mail("", 25, "smtp", "", Secret.none(), "serai@localhost");

    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    public final JdbcClient jdbc;
    public final Alerts alerts;
    public final AlertRules rules;
    public final Notifications notifications;
    final NotificationSender sender;
    final NotificationRows rows;
    final AlertRetention retention;
    Instant now = NOON;

    /** What was told of alerts. */
    public final List<Object> heard = new CopyOnWriteArrayList<>();

    @SuppressWarnings("resource") // closed with the fixture
    private final DefaultCamelContext camel = new DefaultCamelContext();

    /** With these hooks: name to channel and address, {@code feishu http://...}, and perhaps a secret behind them. */
    public AlertFixture(DataSource database, Map<String, String> hooks) throws Exception {
        jdbc = JdbcClient.create(database);
        var clock = new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
        var sending = new AlertProperties.Sending(
                Duration.ofSeconds(5), 3, Duration.ofSeconds(10), 10, Duration.ofMinutes(5));
        var properties = new AlertProperties(
                hooks.entrySet().stream()
                        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, hook -> hook(hook.getValue()))),
                MAIL,
                sending,
                30);
        retention = new AlertRetention(jdbc, clock, properties);
        camel.getRegistry().bind("dataSource", database);
        camel.getRegistry().bind("alertConnections", new HookConnections());
        var route = Files.readString(Path.of("routes/alert-send.camel.yaml"));
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("alert-send.camel.yaml", route));
        camel.start();
        alerts = new Alerts(jdbc, clock, heard::add);
        rules = new AlertRules(jdbc);
        rows = new NotificationRows(jdbc, clock, properties);
        var routes = camel.createProducerTemplate();
        sender = new NotificationSender(
                rows, new HookClient(routes, properties, clock), new MailClient(routes, properties), properties);
        notifications = new Notifications(properties, sender);
    }

    static AlertProperties.Hook hook(String text) {
        var parts = text.split(" ");
        return new AlertProperties.Hook(
                Channel.of(parts[0]).orElseThrow(), Secret.of(parts[1]), Secret.of(parts.length > 2 ? parts[2] : ""));
    }

    /** Stores rows as the engine does, those of other modules left out. */
    public void store(List<Write> writes) {
        for (var write : writes) {
            if (write.endpoint().startsWith("sql:classpath:sql/alert/")) {
                camel.createProducerTemplate().sendBody(write.endpoint(), List.of(write.row()));
            }
        }
    }

    /** What sends bodies to endpoints. */
    public ProducerTemplate routes() {
        return camel.createProducerTemplate();
    }

    /** Everything, to begin anew. */
    public void forget() {
        for (var table : List.of("alert_history", "occurrences", "rule_matches", "notifications")) {
            jdbc.sql("delete from alert." + table).update();
        }
    }

    public List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    @Override
    public void close() {
        camel.stop();
    }
}
