package dev.serai.flow;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.cache.Broadcast;
import dev.serai.cache.CachesFixture;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Flows on a real database of their own, with a host that only takes notes. */
final class FlowsFixture implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-01-01T08:00:00Z");

    final HikariDataSource database = TestDatabase.fresh();
    final JdbcClient jdbc = JdbcClient.create(database);
    final List<Object> events = new ArrayList<>();
    RecordingHost host = new RecordingHost();
    final Broadcast broadcast;
    StoredFlows flows;

    FlowsFixture() {
        this(CachesFixture.nobody());
    }

    /** One that tells others what it does. */
    FlowsFixture(Broadcast broadcast) {
        this.broadcast = broadcast;
        this.flows = start(new TestTypes());
    }

    /** A new process on the same database, with an empty memory. */
    StoredFlows restart(NodeTypes types) {
        host = new RecordingHost();
        flows = start(types);
        flows.load();
        return flows;
    }

    private StoredFlows start(NodeTypes types) {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        return new StoredFlows(
                types,
                host,
                new VersionStore(jdbc, transactions, broadcast, clock),
                properties("routes/flows", Duration.ofHours(1)),
                new StoredFlows.Voice(events::add, clock));
    }

    static FlowProperties properties(String folder, Duration watch) {
        return new FlowProperties(folder, watch, Duration.ofSeconds(300));
    }

    Publication publish(String text) {
        return flows.publish(new FlowSource("greeting.flow.yaml", text, "王工", "试用"));
    }

    /** Rows of the table of versions, oldest first. */
    List<String> rows() {
        return jdbc.sql("select id || ' ' || version || ' ' || status from flow.flow_definitions order by id, version")
                .query(String.class)
                .list();
    }

    /** The log of activations, oldest first. */
    List<Map<String, Object>> activations() {
        return jdbc.sql("select flow_id, version, activated_by, why from flow.activation order by seq")
                .query()
                .listOfRows();
    }

    @Override
    public void close() {
        database.close();
    }
}
