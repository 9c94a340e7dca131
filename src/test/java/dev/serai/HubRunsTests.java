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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people and programs do with runs, through the API of the whole house. */
@HubTest
class HubRunsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String JSON = "application/json";

    private final Hub hub;

    HubRunsTests(Hub hub) {
        this.hub = hub;
    }

    private void publish(String id, String nodesAndConnections) throws IOException {
        var head = "id: %s\nname: %s\nversion: 1.0.0\nstatus: active\ntriggerType: api\n".formatted(id, id);
        Files.writeString(hub.flowFolder().resolve(id + ".flow.yaml"), head + nodesAndConnections);
        await().atMost(PATIENCE)
                .until(() -> hub.get("/api/flows/" + id + "/versions").status() == 200);
    }

    /** A flow that says hello, and fails for those without a name. */
    private void greeting(String id) throws IOException {
        publish(id, """
                nodes:
                  - {id: start, nodeType: trigger_api, data: {config: {inputSchema: {properties: {who: {type: string}}}}}}
                  - {id: greet, nodeType: template_render, data: {config: {template: "你好，{{who}}"}}}
                  - {id: call, nodeType: http_request, data: {config: {method: POST, url: "https://nowhere.example.com/"}, onError: continue}}
                  - {id: end, nodeType: end}
                connections:
                  - {source: start, target: greet}
                  - {source: greet, target: call}
                  - {source: call, target: end}
                """);
    }

    private String run(String flow, String input) {
        return hub.post("/api/flows/" + flow + "/runs", input)
                .data()
                .path("runId")
                .asText();
    }

    private JsonNode ended(String runId) {
        await().atMost(PATIENCE)
                .until(() -> hub.get("/api/runs/" + runId).status() == 200
                        && !hub.run(runId).path("finishedAt").isNull());
        return hub.run(runId);
    }

    private static List<String> events(Hub.Answer answer) {
        return answer.body()
                .lines()
                .filter(line -> line.startsWith("event:"))
                .map(line -> line.substring(6))
                .toList();
    }

    @Test
    void runsAreFoundPageByPage() throws IOException {
        greeting("flow_found");
        var ids = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            ids.addFirst(run("flow_found", "{\"who\":\"张三\"}"));
        }

        var first =
                hub.get("/api/runs?flowId=flow_found&status=completed&limit=2").data();
        var second = hub.get("/api/runs?flowId=flow_found&status=completed&limit=2&cursor="
                        + first.path("next").asText())
                .data();

        assertThat(first.path("runs").findValuesAsText("runId")).isEqualTo(ids.subList(0, 2));
        assertThat(second.path("runs").findValuesAsText("runId")).isEqualTo(ids.subList(2, 3));
        assertThat(second.path("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/runs?limit=201          | limit: 201 is out of bounds; use 1 to 200
            /api/runs?limit=many         | limit: 'many' is no number; use 1 to 200
            /api/runs?flow=x             | flow: runs cannot be searched by this; use one of error, failedNode, flowId
            /api/runs?status=broken      | status: there is no 'broken'
            /api/runs?cursor=x           | cursor: 'x' is none
            """)
    void saysWhatCannotBeSearchedFor(String path, String reason) {
        var answer = hub.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).contains(reason);
    }

    @Test
    void theLogOfARunIsReadByLevelAndFollowed() throws IOException {
        greeting("flow_levels");
        var id = run("flow_levels", "{\"who\":\"张三\"}");

        var errors = hub.get("/api/runs/" + id + "?level=error").data();
        var wrong = hub.get("/api/runs/" + id + "?level=loud");
        var followed = hub.get("/api/runs/" + id + "/events");

        assertThat(Hub.path(errors)).containsExactly("call");
        assertThat(errors.at("/nodes/0/error").asText()).contains("may not be called");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("message").asText()).contains("use one or more of FATAL, ERROR, WARNING, INFO");
        assertThat(events(followed)).containsExactly("started", "node", "node", "node", "node", "node", "result");
        assertThat(followed.body()).contains("你好，张三");
    }

    @Test
    void aWaitingRunIsFollowedWhileItGoesOn() throws Exception {
        publish("flow_followed", """
                nodes:
                  - {id: start, nodeType: trigger_api, data: {config: {async: true}}}
                  - {id: paid, nodeType: wait_event, data: {config: {event: followed_paid, timeout: 1h}}}
                  - {id: end, nodeType: end}
                connections:
                  - {source: start, target: paid}
                  - {source: paid, target: end}
                """);
        var id = run("flow_followed", "{}");
        await().atMost(PATIENCE)
                .until(() -> hub.get("/api/runs/" + id).status() == 200
                        && hub.run(id).path("status").asText().equals("waiting"));
        var followed = java.util.concurrent.CompletableFuture.supplyAsync(() -> hub.get("/api/runs/" + id + "/events"));

        await().atMost(PATIENCE).until(() -> {
            var unused = hub.post("/api/events/followed_paid", "{}");
            return followed.isDone();
        });

        assertThat(events(followed.get())).startsWith("started", "node").endsWith("node", "node", "result");
    }

    @Test
    void aRunIsGoneOnWithFromANodeAndDoneAgain() throws IOException {
        greeting("flow_again");
        var id = run("flow_again", "{\"who\":\"张三\"}");

        var repeats = hub.get("/api/runs/" + id + "/repeats?fromNode=greet&effects=true")
                .data();
        var retried = hub.post(
                "/api/runs/" + id + "/retry",
                "{\"fromNode\":\"greet\",\"input\":{\"variables\":{\"who\":\"李四\"}},\"by\":\"王五\"}");

        assertThat(repeats.findValuesAsText("nodeId")).containsExactly("call");
        assertThat(retried.status()).isEqualTo(200);
        assertThat(ended(id).toString()).contains("你好，李四");

        var rerun = hub.post("/api/runs/" + id + "/rerun", "{\"input\":{\"metadata\":{\"input\":{\"who\":\"赵六\"}}}}")
                .data();
        var fresh = ended(rerun.path("runId").asText());
        assertThat(fresh.path("rerunOf").asText()).isEqualTo(id);
        assertThat(fresh.toString()).contains("你好，赵六");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            retry  | {}                          | 409 | has completed; name the node to go on from
            retry  | {"from":"greet"}            | 400 | from: there is no such field; use fromNode, version
            retry  | {"fromNode":"x"}            | 400 | fromNode: node 'x' has not run
            retry  | {"fromNode":5}              | 400 | fromNode: it is no text
            retry  | {"effects":"yes"}           | 400 | effects: it is neither true nor false
            retry  | {"input":[1]}               | 400 | input: it is no object
            rerun  | {"version":"9.9.9"}         | 400 | version: flow 'flow_translation' has no version 9.9.9
            """)
    void saysWhyARunCannotGoOn(String verb, String body, int status, String reason) {
        var id = run("flow_translation", "{\"text\":\"Hello World\"}");

        var answer = hub.post("/api/runs/" + id + "/" + verb, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("message").asText()).contains(reason);
    }

    @Test
    void manyRunsAreDoneAgainOnceItIsKnownWhatThatMeans() throws IOException {
        greeting("flow_many");
        run("flow_many", "{\"who\":\"张三\"}");
        run("flow_many", "{\"who\":\"李四\"}");
        var request = "{\"action\":\"rerun\",\"filter\":{\"flowId\":\"flow_many\"},\"by\":\"王五\",\"dryRun\":%s}";

        var preview = hub.post("/api/runs/bulk", request.formatted(true)).data();
        var started = hub.post("/api/runs/bulk", request.formatted(false));
        var id = started.data().path("id").asText();
        await().atMost(PATIENCE).until(() -> hub.get("/api/runs/bulk/" + id)
                .data()
                .path("status")
                .asText()
                .equals("completed"));

        assertThat(preview.path("runs").asInt()).isEqualTo(2);
        assertThat(preview.at("/effects/0/nodeId").asText()).isEqualTo("call");
        assertThat(started.status()).isEqualTo(202);
        assertThat(hub.get("/api/runs/bulk/" + id).data().path("done").asInt()).isEqualTo(2);
        assertThat(hub.get("/api/runs/bulk").data().findValuesAsText("id")).contains(id);
        await().atMost(PATIENCE)
                .until(() -> hub.get("/api/runs?flowId=flow_many&status=completed")
                                .data()
                                .path("runs")
                                .size()
                        == 4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"action":"delete","filter":{}}                    | action: 'delete' is unknown; use cancel, retry or rerun
            {"action":"retry"}                                 | filter: it is missing; say which runs, {} for all
            {"action":"retry","filter":{"flow":"x"}}           | flow: runs cannot be searched by this
            {"action":"retry","filter":{"status":"waiting"}}   | status: runs that are waiting are none to retry
            {"action":"retry","filter":{"sender":5}}           | filter.sender: it is no text
            """)
    void saysWhatCannotBeDoneToManyRuns(String body, String reason) {
        var answer = hub.post("/api/runs/bulk", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).contains(reason);
    }

    @Test
    void aFlowIsTriedOutWithoutARun() {
        var message =
                "\"message\":{\"content\":\"你好\",\"senderName\":\"张三\",\"groupName\":\"试群\"},\"context\":{\"robotId\":\"demo\",\"isGroup\":true,\"sessionId\":\"0190b1a2-0000-7000-8000-000000000000\"}";
        var nodes = "\"nodes\":{\"node_intent\":{\"output\":{\"intent\":\"chat\",\"needReply\":true}},"
                + "\"node_reply\":{\"output\":{\"aiResponse\":\"您好！\"}}}";

        var dry = hub.post("/api/flows/flow_standard_reply/dry-runs", "{" + message + "," + nodes + "}");

        assertThat(dry.status()).as(dry.body()).isEqualTo(200);
        assertThat(dry.data().path("status").asText()).as(dry.body()).isEqualTo("completed");
        assertThat(dry.data().path("path").toString()).contains("\"node_send\"");
        var command = dry.data().at("/commands/0");
        assertThat(command.path("robot").asText()).isEqualTo("demo");
        assertThat(command.path("content").asText()).isEqualTo("您好！");
        assertThat(command.path("target").asText()).isEqualTo("试群");
        assertThat(hub.sent("您好！")).isZero();
    }

    @Test
    void aDryRunTakesWhatARunLeft() {
        var id = run("flow_translation", "{\"text\":\"Hello World\"}");

        var dry = hub.post(
                "/api/flows/flow_translation/dry-runs",
                "{\"input\":{\"text\":\"other\"},\"recordedFrom\":\"" + id + "\"}");
        var alone = hub.post("/api/flows/flow_translation/dry-runs", "{\"input\":{\"text\":\"other\"}}");

        assertThat(dry.data().at("/nodes/1/output/content").asText()).isEqualTo("你好，世界");
        assertThat(alone.data().path("error").asText()).contains("there is no stand-in for it");
    }

    @Test
    void aNodeIsRunAlone() throws IOException {
        greeting("flow_alone");

        var greet = hub.post("/api/flows/flow_alone/nodes/greet/run", "{\"context\":{\"variables\":{\"who\":\"张三\"}}}");
        var call = hub.post("/api/flows/flow_alone/nodes/call/run", "{}");
        var nowhere = hub.post("/api/flows/flow_alone/nodes/nowhere/run", "{}");

        assertThat(greet.data().at("/output/text").asText()).isEqualTo("你好，张三");
        assertThat(call.data().path("status").asText()).isEqualTo("failed");
        assertThat(call.data().path("error").asText()).contains("effects: true");
        assertThat(nowhere.status()).isEqualTo(400);
        assertThat(nowhere.json().path("message").asText()).contains("has no node 'nowhere'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/flows/flow_nowhere/dry-runs     | {}                                     | 400 | no version of flow 'flow_nowhere' is active
            /api/flows/flow_translation/dry-runs | {"nodes":{"x":{"output":{}}}}          | 400 | nodes: the flow has no node 'x'
            /api/flows/flow_translation/dry-runs | {"nodes":{"node_translate":{}}}        | 400 | nodes.node_translate: it is not clear
            /api/runs/bulk/0190b1a2-0000-7000-8000-000000000000/stop | {}                 | 404 | bulk action
            """)
    void saysWhatCannotBeTried(String path, String body, int status, String reason) {
        var answer = hub.post(path, JSON, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("message").asText()).contains(reason);
    }
}
