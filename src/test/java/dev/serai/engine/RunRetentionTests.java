package dev.serai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Forgetting runs whose time is over. */
class RunRetentionTests {

    @Test
    void forgetsWhatHasEndedLongAgoAndNothingElse() throws Exception {
        try (var engine = new EngineFixture(TestKinds.echo())) {
            engine.jdbc.sql("""
                    insert into engine.flow_instances (id, flow_definition_id, flow_version, status, input, received_at, started_at, finished_at)
                    select cast(lpad(cast(n as text), 32, '0') as uuid), 'row', '1.0.0',
                        case when n <= 1000 then 'completed' when n = 1001 then 'waiting' when n = 1002 then 'running' else 'failed' end,
                        '{}', now() - interval '40 days', now() - interval '40 days',
                        case when n <= 1000 then now() - interval '39 days' when n > 1002 then now() - interval '1 day' end
                    from generate_series(1, 1003) as n
                    """).update();
            engine.jdbc.sql("""
                    insert into engine.node_executions (run_id, seq, node_id, kind, status, level, attempt, input, output, started_at, duration_us)
                    select id, 0, 'a', 'echo', 'succeeded', 'INFO', 1, '{}', '{}', started_at, 1
                    from engine.flow_instances
                    """).update();

            assertThat(engine.retention.clean()).isEqualTo(Map.of("flow_instances", 1000));
            assertThat(engine.retention.clean()).isEqualTo(Map.of("flow_instances", 0));

            assertThat(engine.jdbc
                            .sql("select status from engine.flow_instances order by id")
                            .query(String.class)
                            .list())
                    .containsExactly("waiting", "running", "failed");
            assertThat(engine.count("engine.node_executions")).isEqualTo(3);
        }
    }
}
