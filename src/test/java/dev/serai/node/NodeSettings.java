package dev.serai.node;

import dev.serai.alert.AlertLevel;
import dev.serai.vault.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/** What flows may do, for tests. */
final class NodeSettings {

    static final NodeProperties.Sql READ = new NodeProperties.Sql(false, Duration.ofSeconds(1), 5, "pg_read_all_data");

    private NodeSettings() {}

    static NodeProperties allowing(String... hosts) {
        return new NodeProperties(
                new NodeProperties.Http(List.of(hosts), DataSize.ofBytes(2000)),
                READ,
                true,
                AlertLevel.CRITICAL,
                AlertLevel.CRITICAL,
                Map.of("crm", Secret.of("s3cret"), "basic", Secret.of("Basic dTpw")));
    }

    static NodeProperties withoutDelays() {
        return new NodeProperties(
                new NodeProperties.Http(List.of(), DataSize.ofMegabytes(1)),
                READ,
                false,
                AlertLevel.CRITICAL,
                AlertLevel.CRITICAL,
                Map.of());
    }

    static NodeProperties sql(NodeProperties.Sql sql) {
        return new NodeProperties(
                new NodeProperties.Http(List.of(), DataSize.ofMegabytes(1)),
                sql,
                true,
                AlertLevel.CRITICAL,
                AlertLevel.CRITICAL,
                Map.of());
    }
}
