package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.flow.FlowFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What happens to those who use a flow while its author saves the file. */
@HubTest
class ReloadTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Hub hub;
    private final FlowFolder folder;

    ReloadTests(Hub hub, FlowFolder folder) {
        this.hub = hub;
        this.folder = folder;
    }

    /** An answer is put together by two nodes; both belong to the same version or the answer is mixed. */
    private static String flow(String id, String version, String word) {
        return """
                id: %1$s
                name: 热更新
                version: %2$s
                status: active
                triggerType: api
                nodes:
                  - {id: node_start, nodeType: trigger_api, name: 开始}
                  - id: node_first
                    nodeType: set_variables
                    name: 一
                    data:
                      config: {assignments: {first: %3$s}}
                  - id: node_second
                    nodeType: set_variables
                    name: 二
                    data:
                      config: {assignments: {answer: "{{first}}-%3$s"}}
                  - {id: node_end, nodeType: end, name: 结束}
                connections:
                  - {source: node_start, target: node_first}
                  - {source: node_first, target: node_second}
                  - {source: node_second, target: node_end}
                """.formatted(id, version, word);
    }

    @Test
    void aGoodChangeTakesEffectWithoutAFailedRequest() throws Exception {
        save("flow_reload", flow("flow_reload", "1.0.0", "old"));
        await().atMost(PATIENCE).until(() -> answer("flow_reload").equals("old-old"));

        var answers = Callers.during(() -> answer("flow_reload"), () -> {
            save("flow_reload", flow("flow_reload", "1.1.0", "new"));
            await().atMost(Duration.ofSeconds(2))
                    .until(() -> answer("flow_reload").equals("new-new"));
        });

        assertThat(answers).containsOnly("old-old", "new-new");
        assertThat(answers.subList(answers.size() - 50, answers.size())).containsOnly("new-new");
    }

    @Test
    void aBadChangeChangesNothingAndIsReported() throws Exception {
        save("flow_spoiled", flow("flow_spoiled", "1.0.0", "good"));
        await().atMost(PATIENCE).until(() -> answer("flow_spoiled").equals("good-good"));

        save("flow_spoiled", flow("flow_spoiled", "1.1.0", "bad").replace("nodeType: end", "nodeType: teleport"));

        await().atMost(PATIENCE).until(() -> faults().contains("teleport"));
        assertThat(faults()).contains("flow_spoiled.flow.yaml");
        assertThat(answer("flow_spoiled")).isEqualTo("good-good");

        save("flow_spoiled", flow("flow_spoiled", "1.1.0", "mended"));
        await().atMost(PATIENCE).until(() -> answer("flow_spoiled").equals("mended-mended"));
        assertThat(faults()).doesNotContain("flow_spoiled");
    }

    private String faults() {
        return folder.faults().toString();
    }

    private void save(String flow, String text) throws IOException {
        Files.writeString(hub.flowFolder().resolve(flow + ".flow.yaml"), text);
    }

    private String answer(String flow) {
        var answer = hub.post("/api/flows/" + flow + "/runs", "{}");
        return answer.status() == 200
                ? answer.data().at("/result/variables/answer").asText()
                : answer.toString();
    }
}
