package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What programs and the console get from the hub's JSON API. */
@HubTest
class HubApiTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Hub hub;

    HubApiTests(Hub hub) {
        this.hub = hub;
    }

    @Test
    void aProgramGetsTheAnswerOfTheRunItStarts() {
        var answer = hub.post("/api/flows/flow_translation/runs", "{\"text\":\"Hello World\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("code").asInt()).isZero();
        assertThat(answer.data().path("status").asText()).isEqualTo("completed");
        assertThat(answer.data().at("/result/content").asText()).isEqualTo("你好，世界");
        var run = hub.run(answer.data().path("runId").asText());
        assertThat(Hub.path(run)).containsExactly("node_start", "node_translate", "node_end");
    }

    @Test
    void aProgramRunsAHostedWorkflow() {
        var sent = "{\"parameters\":{\"input\":\"Hello World\"}}";

        var whole = hub.post("/api/workflows/translation/runs", sent);
        var streamed = hub.follow("/api/workflows/translation/runs", sent);

        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.data().path("status").asText()).isEqualTo("success");
        assertThat(whole.data().path("content").asText()).isEqualTo("{\"output\":\"你好，世界\"}");
        assertThat(whole.data().at("/usage/total").asInt()).isEqualTo(11);
        assertThat(streamed.type()).startsWith("text/event-stream");
        assertThat(streamed.body()).containsSubsequence("event:message", "你好，世界", "event:done", "\"cached\":false");
    }

    @Test
    void aProgramMayFollowTheRunItStarts() {
        var answer = hub.follow("/api/flows/flow_translation/runs", "{\"text\":\"Hello World\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).startsWith("text/event-stream");
        assertThat(answer.body().lines().filter(line -> line.startsWith("event:")))
                .containsExactly("event:started", "event:node", "event:node", "event:node", "event:result");
        assertThat(answer.body())
                .containsSubsequence(
                        "\"status\":\"running\"",
                        "\"nodeId\":\"node_start\"",
                        "\"nodeId\":\"node_translate\"",
                        "你好，世界",
                        "event:result",
                        "\"status\":\"completed\"",
                        "你好，世界");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flow_translation     | {"text":5}        | 400 | text
            flow_translation     | {"text":          | 400 | JSON
            flow_nowhere         | {"text":"x"}      | 404 | flow_nowhere
            """)
    void aProgramThatWantsToFollowIsToldWhyItCannot(String flow, String body, int status, String reason) {
        var answer = hub.follow("/api/flows/" + flow + "/runs", body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("message").asText()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flow_translation     | {"text":5}        | 400 | text
            flow_translation     | {"txt":"x"}       | 400 | text
            flow_translation     | [1]               | 400 | object
            flow_translation     | {"text":          | 400 | JSON
            flow_nowhere         | {"text":"x"}      | 404 | flow_nowhere
            flow_message_routing | {"text":"x"}      | 409 | triggerType
            """)
    void aProgramIsToldWhyARunCannotStart(String flow, String body, int status, String reason) {
        var answer = hub.post("/api/flows/" + flow + "/runs", body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("code").asInt()).isEqualTo(status);
        assertThat(answer.json().path("message").asText()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/runs/0190b1a2-0000-7000-8000-000000000000, 404, no run",
        "/api/runs/abc, 400, abc",
        "/api/runs?limit=many, 400, limit",
        "/api/flows/flow_nowhere/versions, 404, flow_nowhere",
        "/api/flows/flow_translation/versions?limit=0, 400, limit",
        "/api/flows/flow_nowhere/activations, 404, flow_nowhere",
        "/api/flows/flow_translation/diff?from=1.0.0&to=9.9.9, 404, 9.9.9",
        "/api/flows/flow_translation/versions/9.9.9, 404, 9.9.9",
        "/api/flows/flow_translation/versions/newest, 400, newest",
        "/api/flows/flow_translation/versions/9.9.9/camel, 404, 9.9.9",
        "/api/nothing, 404, /api/nothing"
    })
    void saysWhatIsNotThere(String path, int status, String reason) {
        var answer = hub.get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("code").asInt()).isEqualTo(status);
        assertThat(answer.json().path("message").asText()).contains(reason);
    }

    @Test
    void refusesABodyThatIsNotDeclaredAsJson() {
        var answer = hub.post("/api/flows/flow_translation/runs", "text/plain", "{\"text\":\"x\"}");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().path("message").asText()).contains("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"by\":\"小王\"}", "{\"by\":\" \",\"why\":\"x\"}"})
    void putsNoVersionToWorkWithoutAReason(String reason) {
        var answer = hub.post("/api/flows/flow_translation/versions/1.0.0/activate", reason);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).contains("who and why");
    }

    @Test
    void refusesAMethodThatAnAddressDoesNotKnow() {
        var answer = hub.post("/api/flows/flow_translation/versions", "{}");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.json().path("code").asInt()).isEqualTo(405);
    }

    @Test
    void listsTheFlowsThatAreAtWork() {
        var flows = hub.get("/api/flows").data();

        assertThat(flows.findValuesAsText("id")).contains("flow_message_routing", "flow_standard_reply");
        assertThat(flows.findValuesAsText("name")).contains("统一消息处理流程");
        assertThat(flows.findValuesAsText("active")).containsOnly("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"flow_message_routing", "flow_standard_reply", "flow_translation"})
    void showsAShippedFlowAsWrittenAndAsCamelRunsIt(String flow) throws IOException {
        var version = hub.get("/api/flows/" + flow + "/versions")
                .data()
                .get(0)
                .path("version")
                .asText();

        var source = hub.get("/api/flows/" + flow + "/versions/" + version);
        var camel = hub.get("/api/flows/" + flow + "/versions/" + version + "/camel");

        assertThat(source.body()).isEqualTo(Files.readString(Path.of("routes/flows/" + flow + ".flow.yaml")));
        assertThat(camel.type()).isEqualToIgnoringCase("application/yaml;charset=UTF-8");
        assertThat((List<?>) new Yaml().load(camel.body())).isNotEmpty();
        assertThat(camel.body()).contains("flow-" + flow + "-v" + version, "direct:flow-" + flow + "-v" + version);
    }

    @Test
    void putsADeadLetterBackOnceItsFlowIsThere() throws IOException {
        var body = "{\"spoken\":\"太早了\",\"rawSpoken\":\"太早了\",\"receivedName\":\"张三\",\"groupName\":\"早群\","
                + "\"roomType\":1,\"atMe\":\"false\",\"textType\":1}";
        assertThat(hub.post("/api/robots/callback?robotId=early&token=early-token", body)
                        .status())
                .isEqualTo(200);
        var letter = deadLetter("flow_later");
        assertThat(letter.path("error").asText()).contains("flow_later", "active");

        Files.writeString(hub.flowFolder().resolve("flow_later.flow.yaml"), """
                id: flow_later
                name: 后来的流程
                version: 1.0.0
                status: active
                triggerType: webhook
                nodes:
                  - {id: node_receive, nodeType: message_receive, name: 接收}
                  - {id: node_end, nodeType: end, name: 结束}
                connections:
                  - {source: node_receive, target: node_end}
                """);
        await().atMost(PATIENCE)
                .until(() -> hub.get("/api/flows").data().findValuesAsText("id").contains("flow_later"));
        var id = letter.path("id").asText();
        var back = hub.post("/api/dead-letters/" + id + "/put-back", "");

        assertThat(back.status()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> hub.run(id).path("status").asText().equals("completed"));
        assertThat(hub.get("/api/dead-letters").data().findValuesAsText("id")).doesNotContain(id);
    }

    @Test
    void saysThatThereIsNoSuchDeadLetter() {
        assertThat(hub.post("/api/dead-letters/" + UUID.randomUUID() + "/put-back", "")
                        .status())
                .isEqualTo(404);
        assertThat(hub.post("/api/dead-letters/first/put-back", "").status()).isEqualTo(400);
    }

    private JsonNode deadLetter(String address) {
        var found = new ArrayList<JsonNode>();
        await().atMost(PATIENCE).until(() -> {
            hub.get("/api/dead-letters").data().forEach(letter -> {
                if (letter.path("address").asText().equals(address)) {
                    found.add(letter);
                }
            });
            return !found.isEmpty();
        });
        return found.getFirst();
    }
}
