package dev.serai.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Forgets runs whose time is over, with their contexts and the logs of their nodes; those that have not ended never.
 */
@Component
public class RunRetention {

    private static final Logger LOG = LoggerFactory.getLogger(RunRetention.class);
    private static final String OLD = Runs.sql("find-old-runs");
    private static final String NODES = Runs.sql("delete-node-executions");
    private static final String RUNS = Runs.sql("delete-runs");
    private static final String BULKS = Runs.sql("delete-bulk-actions");

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final EngineProperties properties;

    RunRetention(JdbcClient jdbc, TransactionTemplate transactions, Clock clock, EngineProperties properties) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.properties = properties;
    }

    /** Forgets what is older than {@code serai.engine.retention}; answers how many rows of each table. */
    public Map<String, Integer> clean() {
        return Map.of("flow_instances", forget(clock.instant().minus(properties.retention())));
    }

    /**
     * Forgets the runs that ended before a moment, some hundred in each transaction, so that nobody waits for it. May
     * be called at any time and by several hubs at once.
     *
     * @return how many runs were forgotten
     */
    public int forget(Instant before) {
        var forgotten = 0;
        for (var batch = batch(before); batch > 0; batch = batch(before)) {
            forgotten += batch;
        }
        jdbc.sql(BULKS).param("before", before.toString()).update();
        LOG.info("{} runs that ended before {} are forgotten", forgotten, before);
        return forgotten;
    }

    private int batch(Instant before) {
        var deleted = transactions.execute(status -> {
            var ids = jdbc
                    .sql(OLD)
                    .param("before", before.toString())
                    .param("limit", properties.batch())
                    .query(UUID.class)
                    .list()
                    .stream()
                    .map(UUID::toString)
                    .toArray(String[]::new);
            jdbc.sql(NODES).param("runs", ids).update();
            return jdbc.sql(RUNS).param("runs", ids).update();
        });
        return deleted == null ? 0 : deleted;
    }
}
