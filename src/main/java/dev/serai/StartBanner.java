package dev.serai;

import dev.serai.cache.KeyValueStore;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says, once the hub is ready, where it is, what it stands on and what of it is only simulated. */
@Component
class StartBanner {

    private final ServletWebServerApplicationContext server;
    private final ObjectProvider<EmbeddedDatabase> embedded;
    private final HouseProperties database;
    private final KeyValueStore store;
    private final Environment environment;

    StartBanner(
            ServletWebServerApplicationContext server,
            ObjectProvider<EmbeddedDatabase> embedded,
            HouseProperties database,
            KeyValueStore store,
            Environment environment) {
        this.server = server;
        this.embedded = embedded;
        this.database = database;
        this.store = store;
        this.environment = environment;
    }

    @EventListener
    void on(ApplicationReadyEvent event) {
        System.out.println(text(event.getTimeTaken()));
    }

    String text(Duration took) {
        var own = database.embedded() ? embedded.getObject() : null;
        var sandbox = environment.getProperty("serai.sandbox.url");
        var text = new StringBuilder()
                .append("\n  Serai is ready after %.1f s\n\n".formatted(took.toMillis() / 1000.0))
                .append(line("hub", "http://localhost:" + server.getWebServer().getPort()))
                .append(line(
                        "database",
                        own == null
                                ? database.place()
                                : "embedded PostgreSQL on port " + own.port() + ", data in " + database.folder() + "/"))
                .append(line("transport", "local (one instance)"))
                .append(line("redis", store.place()));
        if (sandbox != null) {
            text.append(line("sandbox", sandbox + "/sandbox/  chat with the robot here"))
                    .append("\n  SIMULATED: WorkTool, Coze and the models are the sandbox, because no credentials are")
                    .append("\n  configured. Nothing leaves this machine. Answers do not wait for the day at night.\n");
        }
        return text.toString();
    }

    private static String line(String name, String value) {
        return "  %-10s %s\n".formatted(name, value);
    }
}
