package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An after-sales case and an operation track from the first message to the last, as the people in a chat live it. */
@HubTest
class PeopleFlowTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String GROUP = "售后群";

    private final Hub hub;
    private final JdbcClient jdbc;

    PeopleFlowTests(Hub hub, JdbcClient jdbc) {
        this.hub = hub;
        this.jdbc = jdbc;
    }

    private JsonNode say(String name, String text) {
        var body =
                "{\"spoken\":\"%1$s\",\"rawSpoken\":\"%1$s\",\"receivedName\":\"%2$s\",\"groupName\":\"%3$s\",\"roomType\":1,\"textType\":1}"
                        .formatted(text, name, GROUP);
        assertThat(hub.post("/api/robots/callback?robotId=people&token=people-token", body)
                        .status())
                .isEqualTo(200);
        await().atMost(PATIENCE).until(() -> hub.runsOf(text).stream()
                .anyMatch(run -> run.path("status").asText().matches("completed|failed")));
        var run = hub.run(hub.runsOf(text).getFirst().path("runId").asText());
        assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("completed");
        return run;
    }

    private Map<String, Object> task() {
        return jdbc.sql("select status, assignee_name from task.after_sales_tasks where customer_name = '王客户'")
                .query()
                .singleRow();
    }

    private List<String> sent() {
        return jdbc.sql("select target || ' ' || (payload ->> 'receivedContent') from worktool.robot_commands"
                        + " where robot = 'people' order by seq")
                .query(String.class)
                .list();
    }

    @Test
    void staffAndCustomerAreBroughtTogether() throws IOException {
        Files.copy(
                Path.of("src/test/resources/flow/people.flow.yaml"),
                hub.flowFolder().resolve("people.flow.yaml"));
        await().atMost(PATIENCE)
                .until(() -> hub.get("/api/flows").data().findValuesAsText("id").contains("flow_people"));

        var complaint = say("王客户", "我要投诉，东西坏了");
        assertThat(Hub.output(complaint, "update").path("sessionStatus").asText())
                .isEqualTo("waiting");
        assertThat(Hub.output(complaint, "analyze").path("unanswered")).hasSize(1);
        assertThat(task()).containsEntry("status", "pending");

        var asked = say("售后小李", "您好，方便发一下订单号吗");
        assertThat(Hub.output(asked, "record").path("staffStatus").asText()).isEqualTo("online");
        assertThat(task()).containsEntry("status", "waiting_user_response").containsEntry("assignee_name", "售后小李");

        var none = say("王客户", "收到啦");
        assertThat(Hub.output(none, "detect").path("hasResponded").asBoolean()).isFalse();
        assertThat(Hub.path(none)).contains("intent", "update");

        var answer = say("王客户", "好的，马上发");
        assertThat(Hub.output(answer, "detect").path("hasResponded").asBoolean())
                .isTrue();
        assertThat(Hub.output(answer, "load").at("/userProfile/complaintCount").asInt())
                .isEqualTo(1);
        assertThat(Hub.output(answer, "load").at("/staff/0/status").asText()).isEqualTo("online");
        assertThat(Hub.output(answer, "load").path("history")).hasSize(3);
        assertThat(task()).containsEntry("status", "in_progress");
        assertThat(sent())
                .containsExactly("售后群 王客户，售后同事已经看到您的消息，马上就来，请稍等一下👍", "售后小李 【售后提醒】王客户在“售后群”回复了：“好的，马上发”，请尽快处理。");

        say("运营小王", "@售后小李 请配合完成这个任务");
        assertThat(tracks()).containsExactly("pending");

        var done = say("售后小李", "已经搞定了，给您换了新的");
        assertThat(Hub.output(done, "record").path("staffStatus").asText()).isEqualTo("busy");
        assertThat(task()).containsEntry("status", "completed");
        assertThat(tracks()).containsExactly("cancelled");
    }

    private List<String> tracks() {
        return jdbc.sql("select status from task.track_tasks where robot_id = 'people'")
                .query(String.class)
                .list();
    }
}
