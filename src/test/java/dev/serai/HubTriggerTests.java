package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Flows that start by themselves, by events and by calls of other systems. */
@HubTest
class HubTriggerTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Hub hub;

    HubTriggerTests(Hub hub) {
        this.hub = hub;
    }

    /** Publishes a flow of a trigger and one node behind it. */
    private void publish(String id, String type, String config, String answer) throws IOException {
        Files.writeString(hub.flowFolder().resolve(id + ".flow.yaml"), """
                id: %s
                name: 触发测试
                status: active
                triggerType: %s
                nodes:
                  - {id: start, nodeType: trigger_%s, data: {config: %s}}
                  - {id: reply, nodeType: set_variables, data: {config: {assignments: {answer: "%s"}}}}
                  - {id: last, nodeType: set_variables, data: {config: {assignments: {done: yes}}}}
                  - {id: done, nodeType: end}
                connections:
                  - {source: start, target: reply}
                  - {source: reply, target: last}
                  - {source: last, target: done}
                """.formatted(id, type, type, config, answer));
        await().atMost(PATIENCE)
                .until(() -> hub.get("/api/flows").data().findValuesAsText("id").contains(id));
    }

    /** Takes the flow out of service, so that it disturbs no other test. */
    private void retire(String id) throws IOException {
        var file = hub.flowFolder().resolve(id + ".flow.yaml");
        Files.writeString(file, Files.readString(file).replace("status: active", "status: inactive"));
        await().atMost(PATIENCE)
                .until(() ->
                        !hub.get("/api/flows").data().findValuesAsText("id").contains(id));
    }

    private List<JsonNode> finished(String flow) {
        var found = new ArrayList<JsonNode>();
        hub.get("/api/runs?flowId=" + flow).data().path("runs").forEach(run -> {
            if (run.path("status").asText().equals("completed")) {
                found.add(hub.run(run.path("runId").asText()));
            }
        });
        return found;
    }

    @Test
    void aFlowStartsWhenItIsDue() throws IOException {
        publish(
                "flow_each_second",
                "schedule",
                "{cron: '* * * * * ?', payload: {report: 日报}}",
                "{{nodes.start.payload.report}}");

        await().atMost(PATIENCE).until(() -> finished("flow_each_second").size() >= 2);

        retire("flow_each_second");
        var runs = finished("flow_each_second");
        assertThat(Hub.output(runs.getFirst(), "reply").at("/variables/answer").asText())
                .isEqualTo("日报");
        assertThat(runs)
                .extracting(run -> Hub.output(run, "start").path("scheduledAt").asText())
                .doesNotHaveDuplicates()
                .allMatch(at -> at.matches("[0-9-]{10}T[0-9:]{8}Z"));
    }

    @Test
    void aFlowHearsWhatBecameOfACommand() throws IOException {
        publish("flow_heard", "event", "{event: command_result, filter: event.targetName === '听众群'}", "{{targetName}}");

        hub.say("听众群", "王五", "你好，请问几点开门？");

        await().atMost(PATIENCE).until(() -> !finished("flow_heard").isEmpty());
        var run = finished("flow_heard").getFirst();
        assertThat(Hub.output(run, "start").at("/event/commandStatus").asText()).isEqualTo("succeeded");
        assertThat(Hub.output(run, "reply").at("/variables/answer").asText()).isEqualTo("听众群");
        retire("flow_heard");
    }

    @Test
    void aFlowHearsThatARobotIsOffline() throws IOException {
        publish("flow_offline", "event", "{event: robot_offline}", "{{robotId}}");

        hub.post("/api/robots/event/6?robotId=demo&token=demo-token", "{\"状态\":\"离线\"}");

        await().atMost(PATIENCE).until(() -> !finished("flow_offline").isEmpty());
        var run = finished("flow_offline").getFirst();
        assertThat(Hub.output(run, "start").at("/event/report/状态").asText()).isEqualTo("离线");
        assertThat(Hub.output(run, "reply").at("/variables/answer").asText()).isEqualTo("demo");
        retire("flow_offline");
    }

    @Test
    void anotherSystemGetsTheOutputOfTheNodeItsFlowNames() throws IOException {
        var config = "{webhookUrl: /hooks/shop, verifySignature: false, responseMode: node, responseNode: reply}";
        publish("flow_shop", "webhook", config, "订单 {{nodes.start.message.orderId}}");

        var answer = hub.post("/hooks/shop", "{\"orderId\":7}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/variables/answer").asText()).isEqualTo("订单 7");
        assertThat(hub.post("/hooks/shop", "{\"orderId\":7}")
                        .data()
                        .path("status")
                        .asText())
                .isEqualTo("duplicate");
        assertThat(hub.get("/hooks/shop").status()).isEqualTo(405);
        retire("flow_shop");
        assertThat(hub.post("/hooks/shop", "{\"orderId\":8}").status()).isEqualTo(404);
    }

    @Test
    void anotherSystemMustProveItself() throws IOException {
        publish("flow_closed", "webhook", "{webhookUrl: /hooks/closed}", "x");

        assertThat(hub.post("/hooks/closed", "{\"orderId\":7}").status()).isEqualTo(401);

        retire("flow_closed");
    }

    @Test
    void aProgramNeedNotWaitForAFlowThatWantsItSo() throws IOException {
        publish("flow_later_on", "api", "{async: true}", "x");

        var answer = hub.post("/api/flows/flow_later_on/runs", "{}");
        var stream = hub.follow("/api/flows/flow_later_on/runs", "{}");

        assertThat(answer.status()).isEqualTo(202);
        var run = answer.data().path("runId").asText();
        await().atMost(PATIENCE)
                .until(() -> hub.run(run).path("status").asText().equals("completed"));
        assertThat(stream.body().lines().filter(line -> line.startsWith("event:")))
                .containsExactly("event:started");
        retire("flow_later_on");
    }
}
