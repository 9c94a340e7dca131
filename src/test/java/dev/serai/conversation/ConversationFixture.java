package dev.serai.conversation;

import dev.serai.cache.Caches;
import dev.serai.cache.CachesFixture;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Conversations on a real database, and a way to store the rows they make. */
public final class ConversationFixture implements AutoCloseable {

    public final Conversations conversations;
    public final Profiles profiles;

    static final Duration CACHE = Duration.ofSeconds(60);

    @SuppressWarnings("resource") // closed with the fixture
    private final DefaultCamelContext camel = new DefaultCamelContext();

    public ConversationFixture(DataSource database) {
        this(database, CachesFixture.alone(Clock.systemUTC()));
    }

    public ConversationFixture(DataSource database, Caches caches) {
        var properties = new ConversationProperties(CACHE, 100, 100, 10);
        conversations = new Conversations(JdbcClient.create(database), caches, properties);
        profiles = new Profiles(JdbcClient.create(database), caches, properties);
        camel.getRegistry().bind("dataSource", database);
        camel.start();
    }

    /** Stores a row as the engine does. */
    public void store(String endpoint, Map<String, @Nullable Object> row) {
        camel.createProducerTemplate().sendBody(endpoint, List.of(row));
    }

    @Override
    public void close() throws IOException {
        camel.close();
    }
}
