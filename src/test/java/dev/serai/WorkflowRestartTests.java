package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.serai.provider.StubServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub that is killed while a hosted workflow runs in the background finds it again, and does not begin it twice. */
class WorkflowRestartTests {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FLOW = """
            id: flow_background
            name: 后台
            version: 1.0.0
            status: active
            triggerType: api
            nodes:
              - {id: start, nodeType: trigger_api, data: {config: {async: true}}}
              - {id: work, nodeType: ai_workflow, data: {config: {workflow: report, mode: async}}}
              - {id: done, nodeType: end}
            connections:
              - {source: start, target: work}
              - {source: work, target: done}
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private volatile boolean ended;

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        if (exchange.getRequestURI().getPath().equals("/v1/workflow/run")) {
            StubServer.json(200, "{\"code\":0,\"execute_id\":\"77\"}").give(exchange);
            return;
        }
        var status = ended ? "Success" : "Running";
        StubServer.json(
                        200,
                        "{\"code\":0,\"data\":[{\"execute_id\":\"77\",\"execute_status\":\"" + status
                                + "\",\"output\":\"{\\\"Output\\\":\\\"完成\\\"}\"}]}")
                .give(exchange);
    }

    private JsonNode ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(
                request.header("Content-Type", "application/json").build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return JSON.readTree(answer.body()).path("data");
    }

    @Test
    void aRunInTheBackgroundIsFoundAgainAfterAKill(@TempDir Path folder) throws Exception {
        var flows = Files.createDirectory(folder.resolve("flows"));
        Files.writeString(flows.resolve("background.flow.yaml"), FLOW);
        try (var coze = new StubServer().then(this::answer);
                var hub = new HubProcess(
                        folder.resolve("hub.log"),
                        List.of(
                                "--serai.database.url=" + TestDatabase.freshUrl(),
                                "--serai.sandbox.enabled=false",
                                "--serai.flow.folder=" + flows,
                                "--serai.provider.coze.base-url=" + coze.url(),
                                "--serai.provider.coze.token=pat_1",
                                "--serai.provider.runs.pause=100ms",
                                "--serai.provider.runs.cap=200ms",
                                "--serai.provider.workflows.report.workflow-id=73"))) {
            hub.start().awaitReady();
            var run = ask(HttpRequest.newBuilder(hub.uri("/api/flows/flow_background/runs"))
                            .POST(HttpRequest.BodyPublishers.ofString("{}")))
                    .path("runId")
                    .asText();
            await().atMost(PATIENCE).until(() -> coze.calls().stream()
                    .anyMatch(call -> call.path().endsWith("/run_histories/77")));

            hub.kill();
            ended = true;
            hub.start().awaitReady();
            var uri = hub.uri("/api/runs/" + run);
            await().atMost(PATIENCE).until(() -> ask(HttpRequest.newBuilder(uri))
                    .path("status")
                    .asText()
                    .equals("completed"));

            var node = ask(HttpRequest.newBuilder(uri)).path("nodes").findParents("nodeId").stream()
                    .filter(one -> one.path("nodeId").asText().equals("work"))
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
            assertThat(node.at("/output/content").asText()).isEqualTo("完成");
            assertThat(coze.calls().stream().filter(call -> call.path().equals("/v1/workflow/run")))
                    .hasSize(1);
        }
    }
}
