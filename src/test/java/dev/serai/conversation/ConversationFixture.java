package dev.serai.conversation;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Conversations on a real database, and a way to store the rows they make. */
public final class ConversationFixture implements AutoCloseable {

    public final Conversations conversations;

    @SuppressWarnings("resource") // closed with the fixture
    private final DefaultCamelContext camel = new DefaultCamelContext();

    public ConversationFixture(DataSource database) {
        conversations = new Conversations(JdbcClient.create(database));
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
