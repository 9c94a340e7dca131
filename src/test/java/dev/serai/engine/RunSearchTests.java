package dev.serai.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finding runs among many. */
class RunSearchTests {

    /** More of them, for figures: {@code -Druns=1000000}. */
    private static final int MANY = Integer.getInteger("runs", 20_000);

    private static EngineFixture engine;

    @BeforeAll
    static void runs() throws Exception {
        engine = new EngineFixture(TestKinds.echo());
        engine.jdbc.sql("""
                        insert into engine.flow_instances (id, flow_definition_id, flow_version, status, input, error, failed_node,
                            session_id, sender, group_name, robot_id, received_at, started_at, finished_at)
                        select gen_random_uuid(), 'flow_' || n % 40, '1.' || n % 3 || '.0',
                            case when n % 20 = 0 then 'failed' when n % 97 = 0 then 'waiting' else 'completed' end,
                            '{"message": {"content": "你好"}}',
                            case when n % 20 = 0 then 'Node ''node_' || n % 7 || ''' failed: reason ' || n end,
                            case when n % 20 = 0 then 'node_' || n % 7 end,
                            'session ' || n % (:many / 20), 'sender ' || n % (:many / 10), 'group ' || n % (:many / 50),
                            'robot ' || n % 5, at, at, case when n % 97 > 0 then at end
                        from (select n, timestamptz '2026-11-21 00:00:00Z' - interval '1 second' * (n / 4) as at
                            from generate_series(1, :many) as n) as made
                        """).param("many", MANY).update();
        engine.jdbc.sql("analyze engine.flow_instances").update();
    }

    @AfterAll
    static void close() throws Exception {
        engine.close();
    }

    private static RunPage first(String name, String text) {
        return engine.runs.search(new RunFilter(Map.of(name, text)), null, 50);
    }

    @ParameterizedTest
    @CsvSource({
        "flowId, flow_7, true",
        "version, 1.2.0, true",
        "status, failed, true",
        "status, 'waiting,failed', true",
        "from, 2026-11-20T23:59:00Z, true",
        "to, 2026-11-20T23:59:00Z, true",
        "sessionId, session 17, true",
        "sender, sender 17, true",
        "group, group 17, true",
        "robot, robot 3, true",
        "error, reason 40, true",
        "failedNode, node_3, true",
        "sender, nobody, false",
        "robot, nobody, false",
        "group, nobody, false",
        "error, 100%, false",
        "failedNode, nobody, false"
    })
    void findsThemWithoutLookingAtAllOfThem(String name, String text, boolean some) {
        var filter = new RunFilter(Map.of(name, text));
        var parameters = RunSearch.parameters(filter, null, 50);

        var plan = String.join(
                "\n",
                engine.jdbc
                        .sql("explain (analyze, buffers) " + RunSearch.sql(parameters.keySet()))
                        .params(parameters)
                        .query(String.class)
                        .list());
        var found = engine.runs.search(filter, null, 50).runs();

        assertThat(plan).contains("Index").doesNotContain("Seq Scan");
        assertThat(found.isEmpty()).isNotEqualTo(some);
    }

    @Test
    void asksForSeveralThingsAtOnce() {
        var filter = new RunFilter(Map.of("flowId", "flow_20", "status", "failed", "error", "REASON"));

        var found = engine.runs.search(filter, null, 50).runs();

        assertThat(found).hasSize(50).allSatisfy(run -> {
            assertThat(run.flowId()).isEqualTo("flow_20");
            assertThat(run.status()).isEqualTo("failed");
            assertThat(run.failedNode()).startsWith("node_");
        });
    }

    @Test
    void turnsThePagesWithoutLosingOrRepeatingAnyOfThoseOfTheSameInstant() {
        var seen = new ArrayList<RunView>();
        var filter = new RunFilter(Map.of("from", "2026-11-20T23:58:30Z"));
        var page = engine.runs.search(filter, null, 7);
        seen.addAll(page.runs());
        while (page.next() != null) {
            page = engine.runs.search(filter, page.next(), 7);
            seen.addAll(page.runs());
        }

        assertThat(seen).hasSize(363);
        assertThat(new HashSet<>(seen.stream().map(RunView::runId).toList())).hasSameSizeAs(seen);
        assertThat(seen).isSortedAccordingTo((one, two) -> two.startedAt().compareTo(one.startedAt()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            stauts  | failed      | stauts: runs cannot be searched by this; use one of error, failedNode, flowId
            status  | broken      | status: there is no 'broken'; use one or more of running, waiting
            from    | yesterday   | from: 'yesterday' is no time; write for example 2026-11-21T04:00:00Z
            to      | 2026-11-21  | to: '2026-11-21' is no time
            rerunOf | 17          | rerunOf: '17' is no id of a run; write a UUID
            sender  | ' '         | sender: it is empty; leave it out
            """)
    void saysWhatCannotBeAskedFor(String name, String text, String reason) {
        assertThatThrownBy(() -> first(name, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aCursorIsTakenFromThePageBefore() {
        assertThatThrownBy(() -> engine.runs.search(new RunFilter(Map.of()), "bm9uZQ", 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cursor: 'bm9uZQ' is none; take it from 'next'");
    }

    @Test
    void aRunIsFoundByWhatItBeganWith() throws Exception {
        try (var fresh = new EngineFixture(TestKinds.echo(), new TestKinds.Ending())) {
            fresh.publish(TestKinds.flow("row", Map.of(), "a:echo", "end:end", "a>end"));
            var sender = "张".repeat(300);

            var run = fresh.run("row", """
                    {"sessionId": "s1", "robotId": "demo", "userName": "other",
                     "message": {"senderName": "%s", "groupName": "测试群", "content": "你好"}}
                    """.formatted(sender));
            fresh.run("row", "{\"userName\":\"李四\"}");

            var filter = Map.of(
                    "sessionId", "s1", "robot", "demo", "sender", "张".repeat(200), "group", "测试群", "version", "1.0.0");
            assertThat(fresh.runs.search(new RunFilter(filter), null, 5).runs())
                    .extracting(RunView::runId)
                    .isEqualTo(List.of(run.runId()));
            assertThat(fresh.runs
                            .search(new RunFilter(Map.of("sender", "李四")), null, 5)
                            .runs())
                    .hasSize(1);
        }
    }
}
