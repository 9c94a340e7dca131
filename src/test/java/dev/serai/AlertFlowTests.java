package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.queue.Envelope;
import dev.serai.queue.MessageQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happens to messages that are a risk, in the flow that is shipped for them. */
@HubTest
class AlertFlowTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Hub hub;
    private final MessageQueue queue;
    private final JdbcClient jdbc;

    AlertFlowTests(Hub hub, MessageQueue queue, JdbcClient jdbc) {
        this.hub = hub;
        this.queue = queue;
        this.jdbc = jdbc;
    }

    /** No model answers, so the intent is worked out by rules and the reply is the flow's own. */
    @BeforeEach
    void silenceTheModels() {
        hub.sandbox(
                "PUT",
                "/sandbox/scripts",
                "[{\"service\":\"openai\",\"match\":{\"contains\":\"警报\"},\"reply\":{\"status\":500,\"body\":{}}}]");
    }

    @AfterEach
    void mendTheWorld() {
        hub.sandbox("DELETE", "/sandbox/scripts", "");
    }

    private JsonNode run(String group, String text) throws Exception {
        var session = UUID.nameUUIDFromBytes(group.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var payload = JSON.createObjectNode()
                .put("robotId", "demo")
                .put("sessionId", session.toString())
                .put("sessionType", "group")
                .put("userName", "张三")
                .put("isGroup", true)
                .put("atMe", true);
        payload.putObject("message")
                .put("content", text)
                .put("senderName", "张三")
                .put("groupName", group);
        var envelope = Envelope.of("flow", "flow_alert", "demo|g:" + group, payload.toString(), Instant.now());
        queue.request(envelope, Duration.ofSeconds(30)).get();
        return hub.run(envelope.id().toString());
    }

    @Test
    void staffIsToldOfARiskAndTheSenderThatSomebodySeesToIt() throws Exception {
        var run = run("风险群", "警报！你们是骗子");

        assertThat(run.path("status").asText()).isEqualTo("completed");
        assertThat(Hub.path(run))
                .containsExactly(
                        "node_receive",
                        "node_intent",
                        "node_decision",
                        "node_alert",
                        "node_rule",
                        "node_notify",
                        "node_reply",
                        "node_dispatch",
                        "node_send",
                        "node_status",
                        "node_end");
        assertThat(texts("select level || ' ' || code || ' ' || (data ->> 'content') from alert.alert_history"
                        + " where data ->> 'groupName' = '风险群'"))
                .containsExactly("critical message_risk 警报！你们是骗子");
        assertThat(texts("select content from alert.notifications where content like '%】风险群%'"))
                .containsExactly("【风险消息】风险群 的 张三 说：警报！你们是骗子");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(hub.robotLines("风险群", 0, 1))
                .containsExactly("张三，您的这条消息已被标记为风险消息，工作人员会尽快核实并处理。\n如有其他问题，请随时告诉我们。"));
    }

    @Test
    void staffIsToldOnceOfWhatASenderRepeats() throws Exception {
        run("重复风险群", "警报！骗子一");
        var again = run("重复风险群", "警报！骗子二");

        assertThat(again.path("status").asText()).isEqualTo("completed");
        assertThat(texts("select content from alert.notifications where content like '%重复风险群%'"))
                .containsExactly("【风险消息】重复风险群 的 张三 说：警报！骗子一");
        assertThat(texts(
                        "select count(*)::text from alert.occurrences o join alert.alert_history a on a.id = o.alert_id"
                                + " where a.data ->> 'groupName' = '重复风险群'"))
                .containsExactly("2");
    }

    @Test
    void aRunThatFailsRaisesAnAlertOfWhichFlowsHearOnce() {
        publish("""
                id: flow_out_of_order
                name: 故障
                status: active
                triggerType: api
                nodes:
                  - {id: start, nodeType: trigger_api}
                  - {id: ask, nodeType: camel, data: {config: {uri: direct:nobody-is-here}}}
                  - {id: done, nodeType: end}
                connections: [{source: start, target: ask}, {source: ask, target: done}]
                """);
        publish("""
                id: flow_on_alert
                name: 告警处理
                status: active
                triggerType: event
                nodes:
                  - id: start
                    nodeType: trigger_event
                    data: {config: {event: alert_triggered, filter: "event.about === 'flow_out_of_order'"}}
                  - {id: done, nodeType: end}
                connections: [{source: start, target: done}]
                """);

        for (int i = 0; i < 2; i++) {
            var run = hub.post("/api/flows/flow_out_of_order/runs", "{}").data();
            assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("failed");
        }

        assertThat(texts("select a.level || ' ' || (a.data ->> 'flow') || ' ' || count(*) from alert.alert_history a"
                        + " join alert.occurrences o on o.alert_id = a.id where a.code = 'run_failed'"
                        + " and a.data ->> 'flow' = 'flow_out_of_order' group by a.id"))
                .containsExactly("critical flow_out_of_order 2");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(texts(
                        "select status from engine.flow_instances" + " where flow_definition_id = 'flow_on_alert'"))
                .containsExactly("completed"));
    }

    private void publish(String flow) {
        var answer = hub.post("/api/flows", "application/yaml", flow);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void nobodyIsToldOfAMessageThatIsNoRisk() throws Exception {
        assertThat(Hub.path(run("平静群", "警报解除，今天天气不错")))
                .containsExactly("node_receive", "node_intent", "node_decision", "node_end");
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
