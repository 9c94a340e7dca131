package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.serai.provider.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;

/** Hosted workflows in the whole house: through the API and in flows, in the background and with questions. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "serai.sandbox.enabled=true",
            "serai.sandbox.port=0",
            "serai.flow.watch-interval=200ms",
            "serai.provider.runs.pause=50ms",
            "serai.provider.calls.retry.pause=10ms",
            "serai.provider.coze.token=pat_1",
            "serai.provider.workflows.asking.workflow-id=asking",
            "serai.provider.workflows.asking.input-schema={\"required\":[\"input\"]}"
        })
@ContextConfiguration(initializers = {HubTest.Places.class, HubWorkflowTests.Coze.class})
@Import({Hub.class, HubClock.class})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@DirtiesContext
class HubWorkflowTests {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final StubServer COZE = new StubServer().then(HubWorkflowTests::answer);
    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final AtomicInteger LOOKS = new AtomicInteger();

    /** Has the hub ask the stub and not the sandbox. */
    static final class Coze implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "coze",
                            Map.of("serai.provider.coze.base-url", COZE.url().toString())));
        }
    }

    private final Hub hub;

    HubWorkflowTests(Hub hub) {
        this.hub = hub;
    }

    @AfterAll
    static void close() {
        COZE.close();
    }

    /** Each run asks which day; the workflow {@code asking} may also be run in the background. */
    private static void answer(HttpExchange exchange) throws IOException, InterruptedException {
        var path = exchange.getRequestURI().getPath();
        var last = path.substring(path.lastIndexOf('/') + 1);
        switch (last) {
            case "run" -> {
                var id = "10" + RUNS.incrementAndGet();
                StubServer.json(200, "{\"code\":0,\"execute_id\":\"%s\"}".formatted(id))
                        .give(exchange);
            }
            case "stream_run" -> {
                var id = "20" + RUNS.incrementAndGet();
                StubServer.sse("id: 0\nevent: Message\ndata: {\"content\":\"哪一天？\",\"node_title\":\"问答\"}\n\n"
                                + "id: 1\nevent: Interrupt\ndata: " + interrupt(id) + "\n\n")
                        .give(exchange);
            }
            case "stream_resume" ->
                StubServer.sse("id: 0\nevent: Message\ndata: {\"content\":\"晴\",\"node_title\":\"End\","
                                + "\"node_is_finish\":true}\n\nid: 1\nevent: Done\ndata: {}\n\n")
                        .give(exchange);
            case "resume" ->
                StubServer.json(200, "{\"code\":0,\"data\":\"多云\"}").give(exchange);
            default ->
                StubServer.json(200, "{\"code\":0,\"data\":[" + history(last) + "]}")
                        .give(exchange);
        }
    }

    private static String interrupt(String id) {
        return "{\"interrupt_data\":{\"data\":\"\",\"event_id\":\"" + id + "/1\",\"type\":2}}";
    }

    /** A run is under way when it is looked at for the first time, and has a question the second time. */
    private static String history(String id) {
        return LOOKS.incrementAndGet() % 2 == 1
                ? "{\"execute_id\":\"" + id + "\",\"execute_status\":\"Running\"}"
                : "{\"execute_id\":\"" + id + "\",\"execute_status\":\"Running\","
                        + interrupt(id).substring(1);
    }

    private JsonNode waiting(String executeId) {
        for (var one : hub.get("/api/interrupts").data()) {
            if (one.path("executeId").asText().equals(executeId)) {
                return one;
            }
        }
        throw new AssertionError("No interrupt of run " + executeId);
    }

    @Test
    void aProgramSeesTheWorkflowsAndWhatKeepsThemFromBeingRun() {
        var all = hub.get("/api/workflows").data();

        assertThat(all.findValuesAsText("name")).contains("asking", "translation");
        assertThat(all.findValues("problems")).allMatch(JsonNode::isEmpty);
    }

    @Test
    void aProgramIsAskedAndAnswers() {
        var asked = hub.post("/api/workflows/asking/runs", "{\"parameters\":{\"input\":\"天气\"}}")
                .data();
        var waiting = waiting(asked.path("executeId").asText());

        var answered = hub.post("/api/interrupts/" + waiting.path("id").asText() + "/resume", "{\"data\":\"明天\"}");
        var again = hub.post("/api/interrupts/" + waiting.path("id").asText() + "/resume", "{\"data\":\"明天\"}");

        assertThat(asked.path("status").asText()).isEqualTo("interrupted");
        assertThat(waiting.path("question").asText()).isEqualTo("哪一天？");
        assertThat(answered.data().path("content").asText()).isEqualTo("晴");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("message").asText()).contains("was answered at");
    }

    @Test
    void aProgramHearsPieceByPiece() {
        var asked = hub.follow("/api/workflows/asking/runs", "{\"parameters\":{\"input\":\"天气\"}}");
        var id = asked.body().replaceAll("(?s).*\"executeId\":\"(\\d+)\".*", "$1");

        var answered = hub.follow(
                "/api/interrupts/" + waiting(id).path("id").asText() + "/resume", "{\"data\":{\"day\":\"明天\"}}");

        assertThat(asked.body()).containsSubsequence("event:message", "哪一天？", "event:interrupt", id + "/1");
        assertThat(answered.body()).containsSubsequence("event:message", "晴", "event:done");
        assertThat(COZE.calls()).last().satisfies(call -> assertThat(call.body())
                .contains("\"resume_data\":\"{\\\"day\\\":\\\"明天\\\"}\""));
    }

    @Test
    void whatIsWrongIsSaidBeforeAnythingIsAsked() {
        var calls = COZE.calls().size();

        var input = hub.post("/api/workflows/asking/runs", "{\"parameters\":{}}");
        var name = hub.follow("/api/workflows/nobody/runs", "{}");
        var mode = hub.post("/api/workflows/asking/runs", "{\"mode\":\"later\"}");
        var run = hub.get("/api/workflows/asking/runs/none");
        var interrupt = hub.post("/api/interrupts/00000000-0000-0000-0000-000000000000/resume", "{\"data\":\"x\"}");

        assertThat(input.status()).isEqualTo(400);
        assertThat(input.json().path("message").asText()).contains("required property 'input' not found");
        assertThat(name.status()).isEqualTo(404);
        assertThat(mode.status()).isEqualTo(400);
        assertThat(run.status()).isEqualTo(404);
        assertThat(interrupt.status()).isEqualTo(404);
        assertThat(COZE.calls()).hasSize(calls);
    }

    @Test
    void aFlowWaitsForARunInTheBackgroundAndForThePersonWhoAnswersIt() throws IOException {
        var flow = Files.readString(Path.of("routes/examples/workflow_question.flow.yaml"))
                .replace("workflow: translation", "workflow: asking");
        Files.writeString(hub.flowFolder().resolve("workflow_question.flow.yaml"), flow);
        await().atMost(PATIENCE)
                .until(() ->
                        hub.get("/api/flows/flow_workflow_question/versions").status() == 200);

        var id = hub.post("/api/flows/flow_workflow_question/runs", "{\"text\":\"天气\"}")
                .data()
                .path("runId")
                .asText();
        await().atMost(PATIENCE)
                .until(() -> Hub.path(hub.run(id)).getLast().equals("node_person")
                        && hub.run(id).path("status").asText().equals("waiting"));
        var executeId = Hub.output(hub.run(id), "node_ask").path("executeId").asText();
        assertThat(waiting(executeId).path("runId").asText()).isEqualTo(id);
        hub.post("/api/runs/" + id + "/resume", "{\"nodeId\":\"node_person\",\"by\":\"王五\",\"note\":\"明天\"}");
        await().atMost(PATIENCE).until(() -> !hub.run(id).path("finishedAt").isNull());

        var run = hub.run(id);
        assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("completed");
        assertThat(Hub.output(run, "node_resume").path("content").asText()).isEqualTo("多云");
        assertThat(COZE.calls().stream()
                        .filter(call -> call.body().contains("\"is_async\":true")
                                && call.body().contains("天气")))
                .hasSize(1);
    }
}
