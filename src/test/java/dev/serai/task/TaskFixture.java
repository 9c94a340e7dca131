package dev.serai.task;

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

/** Staff and tasks on a real database, and a way to store the rows they make. */
public final class TaskFixture implements AutoCloseable {

    static final Duration SILENCE = Duration.ofMinutes(30);
    static final Duration CACHE = Duration.ofSeconds(30);

    public final Staff staff;
    public final AfterSalesTasks afterSales;
    public final OverdueTasks overdue;
    public final TrackTasks tracks = new TrackTasks();

    @SuppressWarnings("resource") // closed with the fixture
    private final DefaultCamelContext camel = new DefaultCamelContext();

    public TaskFixture(DataSource database, Clock clock) {
        this(database, clock, CachesFixture.alone(clock));
    }

    public TaskFixture(DataSource database, Clock clock, Caches caches) {
        var jdbc = JdbcClient.create(database);
        var properties = new TaskProperties(SILENCE, CACHE, 100, Duration.ofMinutes(10));
        staff = new Staff(jdbc, clock, caches, properties);
        overdue = new OverdueTasks(jdbc, clock, properties);
        afterSales = new AfterSalesTasks(jdbc);
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
