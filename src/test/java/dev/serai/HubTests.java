package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.actuate.health.StatusAggregator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people in the chats get to see, and what the hub keeps of it. */
@HubTest
class HubTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Hub hub;
    private final JdbcClient jdbc;
    private final StatusAggregator health;

    HubTests(Hub hub, JdbcClient jdbc, StatusAggregator health) {
        this.hub = hub;
        this.jdbc = jdbc;
        this.health = health;
    }

    @Test
    void showsItsRedisAndIsUpWithoutIt() {
        assertThat(hub.get("/actuator/health")
                        .json()
                        .at("/components/redis/status")
                        .asText())
                .isEqualTo("UP");
        assertThat(health.getAggregateStatus(Status.UP, new Status("DEGRADED"))).isEqualTo(Status.UP);
        assertThat(health.getAggregateStatus(Status.DOWN, new Status("DEGRADED"), Status.UP))
                .isEqualTo(Status.DOWN);
    }

    @AfterEach
    void mendTheWorld() {
        hub.sandbox("DELETE", "/sandbox/scripts", "");
    }

    @Test
    void answersAUserInTheGroup() {
        var text = "我的订单到哪了？";
        var said = hub.say("测试群", "张三", text);

        var answer = hub.robotLines("测试群", said, 20);

        assertThat(answer).containsExactly("您好！关于“我的订单到哪了？”，已为您查询订单：订单正在配送途中，预计明天送达。");
        var run = finished(text);
        assertThat(run.path("status").asText()).isEqualTo("completed");
        assertThat(run.path("flowId").asText()).isEqualTo("flow_message_routing");
        assertThat(run.at("/input/message/groupName").asText()).isEqualTo("测试群");
        assertThat(Hub.path(run))
                .containsExactly(
                        "node_trigger",
                        "node_receive",
                        "node_context",
                        "node_sender",
                        "node_task_check",
                        "node_role",
                        "node_intent",
                        "node_persona",
                        "node_need",
                        "node_delay",
                        "node_awake",
                        "node_reply",
                        "node_dispatch",
                        "node_send",
                        "node_result",
                        "node_status",
                        "node_session",
                        "node_end");
        assertThat(Hub.node(run, "node_reply").at("/output/aiResponse").asText())
                .isEqualTo(answer.getFirst());
    }

    @Test
    void keepsWhatWasSaidToTheLetter() {
        var text = "订单的“发票”怎么开？😀 \\n {{userName}} ${body}";
        var said = hub.say("字节群", "李四", text);
        var answer = hub.robotLines("字节群", said, 20).getFirst();
        var run = finished(text);

        assertThat(answer).contains(text);
        assertThat(
                        texts(
                                "select raw_message from conversation.messages where group_name = '字节群' and sender_name = '李四'"))
                .containsExactly("@小助手 " + text);
        assertThat(
                        texts(
                                "select t.role || ':' || t.content from conversation.session_messages t"
                                        + " join conversation.sessions s on s.id = t.session_id where s.name = '字节群' order by t.created_at"))
                .containsExactly("user:" + text, "assistant:" + answer);
        assertThat(jdbc.sql("select payload ->> 'receivedContent' from worktool.robot_commands where run_id = ?::uuid")
                        .param(run.path("runId").asText())
                        .query(String.class)
                        .single())
                .isEqualTo(answer);
    }

    @Test
    void aCommandSucceedsOnceThePhoneReportsIt() {
        var text = "回执订单到哪了";
        hub.say("回执群", "张三", text);
        var run = finished(text);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        jdbc.sql("select status from worktool.robot_commands where run_id = ?::uuid")
                                .param(run.path("runId").asText())
                                .query(String.class)
                                .list())
                .containsExactly("succeeded"));
    }

    @Test
    void tellsAModelWhatWasSaidBeforeAndNothingTwice() {
        var first = hub.say("往事群", "张三", "我想查物流");
        hub.robotLines("往事群", first, 20);
        finished("我想查物流");

        var second = hub.say("往事群", "张三", "还要多久");
        hub.robotLines("往事群", second, 20);
        var run = finished("还要多久").path("runId").asText();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(asked(run, "node_reply"))
                .containsOnlyOnce("\"content\":\"我想查物流\"")
                .containsOnlyOnce("\"content\":\"还要多久\"")
                .contains("物流显示包裹已到达"));
    }

    private String asked(String run, String node) {
        return String.join(
                "",
                jdbc.sql("select request_text from provider.ai_io_logs where run_id = ?::uuid and node_id = ?")
                        .params(run, node)
                        .query(String.class)
                        .list());
    }

    @Test
    void startsOneRunForAMessageThatComesTwice() {
        var body = callback("重复群", "张三", "重复的订单", "1179523731979399001");

        var first = hub.post(Hub.CALLBACK, body);
        var second = hub.post(Hub.CALLBACK, body);

        assertThat(List.of(first.body(), second.body())).containsOnly("{\"code\":0,\"message\":\"success\"}");
        finished("重复的订单");
        assertThat(hub.runsOf("重复的订单")).hasSize(1);
    }

    @Test
    void turnsAwayAWrongToken() {
        var answer = hub.post("/api/robots/callback?robotId=demo&token=wrong", callback("外人群", "张三", "让我进来", "1"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().has("code")).isFalse();
        assertThat(hub.runsOf("让我进来")).isEmpty();
    }

    @Test
    void takesACallbackThatComesAsAForm() {
        var form = "spoken=%s&rawSpoken=%s&receivedName=%s&groupName=%s&groupRemark=&roomType=1&atMe=true&textType=1"
                .formatted(
                        Hub.encoded("表单订单 100%&a=b"),
                        Hub.encoded("@小助手 表单订单 100%&a=b"),
                        Hub.encoded("张三"),
                        Hub.encoded("表单群"));

        var answer = hub.post(Hub.CALLBACK, "application/x-www-form-urlencoded", form);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(finished("表单订单 100%&a=b").at("/input/message/groupName").asText())
                .isEqualTo("表单群");
    }

    @Test
    void fallsBackToRulesAndATextWhenNoModelAnswers() {
        hub.sandbox(
                "PUT",
                "/sandbox/scripts",
                "[{\"service\":\"openai\",\"match\":{\"contains\":\"停机\"},\"reply\":{\"status\":500,\"body\":{}}}]");

        var said = hub.say("停机群", "王五", "停机了怎么办");

        assertThat(hub.robotLines("停机群", said, 20)).containsExactly("王五，您的消息已收到，工作人员会尽快回复您。");
        var run = finished("停机了怎么办");
        assertThat(Hub.node(run, "node_intent").at("/output/intent").asText()).isEqualTo("service");
        assertThat(Hub.node(run, "node_intent").at("/output/confidence").asDouble())
                .isEqualTo(0.6);
    }

    @Test
    void answersManyChatsExactlyOnceEach() {
        var texts = IntStream.range(0, 50).mapToObj(i -> "订单编号" + (9000 + i)).toList();
        IntStream.range(0, 50).parallel().forEach(i -> hub.say("众群" + i % 10, "用户" + i % 10, texts.get(i)));
        var answers = texts.stream()
                .map(text -> "您好！关于“" + text + "”，已为您查询订单：订单正在配送途中，预计明天送达。")
                .toList();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(counts(answers)).doesNotContain(0));

        assertThat(counts(answers)).hasSize(50).containsOnly(1);
        assertThat(texts.stream().map(text -> hub.runsOf(text).size())).containsOnly(1);
    }

    private List<Integer> counts(List<String> answers) {
        var counts = hub.sandbox("GET", "/sandbox/sent?limit=0&counts=true", "").path("counts");
        return answers.stream().map(answer -> counts.path(answer).asInt(0)).toList();
    }

    private static String callback(String group, String user, String text, String id) {
        return """
                {"spoken":"%s","rawSpoken":"@小助手 %s","receivedName":"%s","groupName":"%s","groupRemark":"",\
                "roomType":1,"atMe":"true","textType":1,"messageId":"%s"}""".formatted(text, text, user, group, id);
    }

    /** The run that a message started, once it is over, with its nodes. */
    private JsonNode finished(String text) {
        var found = new ArrayList<JsonNode>();
        await().atMost(PATIENCE).until(() -> {
            found.clear();
            found.addAll(hub.runsOf(text));
            return !found.isEmpty() && found.getFirst().hasNonNull("finishedAt");
        });
        return hub.run(found.getFirst().path("runId").asText());
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }
}
