package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Flows that wait for other flows, for people and for events, in the whole house. */
@HubTest
class HubControlTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Hub hub;

    HubControlTests(Hub hub) {
        this.hub = hub;
    }

    private void publish(String id, String nodesAndConnections) throws IOException {
        var head = "id: %s\nname: %s\nversion: 1.0.0\nstatus: active\ntriggerType: api\n".formatted(id, id);
        Files.writeString(hub.flowFolder().resolve(id + ".flow.yaml"), head + nodesAndConnections);
        await().atMost(PATIENCE)
                .until(() -> hub.get("/api/flows/" + id + "/versions").status() == 200);
    }

    private JsonNode ended(String runId) {
        await().atMost(PATIENCE).until(() -> !hub.run(runId).path("finishedAt").isNull());
        return hub.run(runId);
    }

    private String waiting(String runId) {
        await().atMost(PATIENCE)
                .until(() -> hub.get("/api/runs/" + runId).status() == 200
                        && hub.run(runId).path("status").asText().equals("waiting"));
        return runId;
    }

    @Test
    void aFlowRunsAnotherAndGoesOnWithItsResult() throws IOException {
        publish("flow_child", """
                nodes:
                  - {id: start, nodeType: trigger_api}
                  - {id: name, nodeType: set_variables, data: {config: {assignments: {greeting: "你好，{{metadata.input.who}}"}}}}
                  - {id: end, nodeType: end}
                connections:
                  - {source: start, target: name}
                  - {source: name, target: end}
                """);
        publish("flow_parent", """
                nodes:
                  - {id: start, nodeType: trigger_api, data: {config: {inputSchema: {properties: {who: {type: string}}}}}}
                  - {id: child, nodeType: sub_flow, data: {config: {flowId: flow_child, version: 1.0.0, input: {who: "{{who}}"}}}}
                  - {id: end, nodeType: end}
                connections:
                  - {source: start, target: child}
                  - {source: child, target: end}
                """);

        var answer = hub.post("/api/flows/flow_parent/runs", "{\"who\":\"张三\"}");

        assertThat(answer.data().path("status").asText()).isEqualTo("completed");
        assertThat(answer.data().at("/result/result/variables/greeting").asText())
                .isEqualTo("你好，张三");
        var child = hub.run(answer.data().at("/result/result/runId").asText());
        assertThat(child.path("flowId").asText()).isEqualTo("flow_child");
        assertThat(child.path("status").asText()).isEqualTo("completed");
    }

    @Test
    void aRunStandsUntilAPersonTakesItOn() throws IOException {
        publish("flow_manual", """
                nodes:
                  - {id: start, nodeType: trigger_api, data: {config: {async: true}}}
                  - {id: ask, nodeType: manual_intervention, data: {config: {assignTo: 售后组}}}
                  - {id: end, nodeType: end}
                connections:
                  - {source: start, target: ask}
                  - {source: ask, target: end}
                """);
        var id = waiting(hub.post("/api/flows/flow_manual/runs", "{}")
                .data()
                .path("runId")
                .asText());

        var wrong = hub.post("/api/runs/" + id + "/resume", "{\"nodeId\":\"end\",\"by\":\"王五\"}");
        var taken = hub.post("/api/runs/" + id + "/resume", "{\"nodeId\":\"ask\",\"by\":\"王五\",\"note\":\"已处理\"}");

        assertThat(wrong.data().path("taken").asBoolean()).isFalse();
        assertThat(taken.data().path("taken").asBoolean()).isTrue();
        var run = ended(id);
        assertThat(run.at("/result/by").asText()).isEqualTo("王五");
        assertThat(run.at("/result/note").asText()).isEqualTo("已处理");
    }

    @Test
    void anEventToldFromOutsideWakesTheRunsThatWaitForIt() throws IOException {
        publish("flow_event", """
                nodes:
                  - {id: start, nodeType: trigger_api, data: {config: {async: true, inputSchema: {properties: {order: {type: string}}}}}}
                  - {id: paid, nodeType: wait_event, data: {config: {event: order_paid, match: {order: "{{order}}"}, timeout: 1h}}}
                  - {id: end, nodeType: end}
                connections:
                  - {source: start, target: paid}
                  - {source: paid, target: end}
                """);
        var id = waiting(hub.post("/api/flows/flow_event/runs", "{\"order\":\"A-17\"}")
                .data()
                .path("runId")
                .asText());

        assertThat(hub.post("/api/events/order_paid", "{\"order\":\"A-18\"}")
                        .data()
                        .path("woken")
                        .asInt())
                .isZero();
        assertThat(hub.post("/api/events/order_paid", "{\"order\":\"A-17\",\"amount\":99}")
                        .data()
                        .path("woken")
                        .asInt())
                .isOne();

        assertThat(ended(id).at("/result/event/amount").asInt()).isEqualTo(99);
    }

    @Test
    void waysPartAndMeetAndLoopsGoRound() throws IOException {
        publish("flow_ways", """
                nodes:
                  - {id: start, nodeType: trigger_api, data: {config: {inputSchema: {properties: {names: {type: array}}}}}}
                  - {id: both, nodeType: parallel, data: {config: {branches: [hello, {targetNodeId: bye}]}}}
                  - {id: hello, nodeType: set_variables, data: {config: {assignments: {first: 你好}}}}
                  - {id: bye, nodeType: set_variables, data: {config: {assignments: {second: 再见}}}}
                  - {id: each, nodeType: loop, data: {config: {items: variables.names, concurrency: 3}}}
                  - {id: greet, nodeType: set_variables, data: {config: {assignments: {line: "{{index}} {{first}}{{item}}，{{second}}"}}}}
                  - {id: end, nodeType: end}
                connections:
                  - {source: start, target: both}
                  - {source: hello, target: each}
                  - {source: bye, target: each}
                  - {source: each, target: greet}
                  - {source: greet, target: each}
                  - {source: each, target: end}
                """);

        var answer = hub.post("/api/flows/flow_ways/runs", "{\"names\":[\"张三\",\"李四\"]}");

        assertThat(answer.data().path("status").asText()).isEqualTo("completed");
        assertThat(answer.data().at("/result/results").findValuesAsText("line"))
                .containsExactly("0 你好张三，再见", "1 你好李四，再见");
    }
}
