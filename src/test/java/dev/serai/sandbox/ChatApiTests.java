package dev.serai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatApiTests {

    private FakeHub hub;
    private Sandbox sandbox;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        hub = new FakeHub();
        sandbox = Sandbox.start(SandboxOptions.defaults()
                .withResultDelay(Duration.ZERO)
                .withRobot("wt_1", new SandboxOptions.Links(hub.message(), null)));
        client = new Client(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
        hub.close();
    }

    @Test
    void callsTheHubWithTheBodyWorkToolSends() {
        var answer = client.post("/sandbox/chat", """
                {"robot":"wt_1","group":"测试群1","groupRemark":"客户A-测试群","user":"张三","text":"订单到哪了","atMe":true,
                 "messageId":"1900000000000000001"}""");

        assertThat(hub.messages)
                .containsExactly("{\"spoken\":\"订单到哪了\",\"rawSpoken\":\"@小助手 订单到哪了\",\"receivedName\":\"张三\","
                        + "\"groupName\":\"测试群1\",\"groupRemark\":\"客户A-测试群\",\"roomType\":1,\"atMe\":\"true\","
                        + "\"textType\":1,\"messageId\":\"1900000000000000001\"}");
        assertThat(answer.path("status").asInt()).isEqualTo(200);
        assertThat(answer.path("body").path("message").asText()).isEqualTo("success");
        assertThat(answer.path("ms").isNumber()).isTrue();
    }

    @Test
    void callsTheHubForAPrivateImage() {
        client.post("/sandbox/chat", "{\"user\":\"王五\",\"textType\":2,\"fileBase64\":\"iVBORw0K\"}");

        var body = Client.json(hub.messages.element());
        assertThat(body.path("roomType").asInt()).isEqualTo(2);
        assertThat(body.path("groupName").asText()).isEmpty();
        assertThat(body.path("atMe").asText()).isEqualTo("false");
        assertThat(body.path("fileBase64").asText()).isEqualTo("iVBORw0K");
        assertThat(body.path("messageId").asText()).matches("\\d{19}");
    }

    @Test
    void postsTheMessageOfAnAnswerWithAnotherCodeIntoTheChat() {
        hub.answer = "{\"code\":-1,\"message\":\"内部错误\"}";

        client.post("/sandbox/chat", "{\"group\":\"群\",\"user\":\"张三\",\"text\":\"嗯\"}");

        var lines = client.get("/sandbox/chat?group=" + encoded("群")).path("lines");
        assertThat(lines.findValuesAsText("text")).containsExactly("嗯", "内部错误");
        assertThat(lines.findValuesAsText("robot")).containsExactly("false", "true");
    }

    @Test
    void saysWhenTheHubIsTooSlowAndDoesNotAskAgain() {
        hub.silent = true;
        var hasty = SandboxOptions.defaults()
                .withCallbackLimit(Duration.ofMillis(300))
                .withRobot("wt_1", new SandboxOptions.Links(hub.message(), null));

        try (var impatient = Sandbox.start(hasty)) {
            var answer = new Client(impatient).post("/sandbox/chat", "{\"user\":\"张三\",\"text\":\"嗯\"}");

            assertThat(answer.path("status").asInt(-1)).isZero();
            assertThat(answer.path("body").asText()).isEqualTo("no answer within 300 ms");
            assertThat(SandboxOptions.defaults().callbackLimit()).isEqualTo(Duration.ofSeconds(3));
            await().until(() -> !hub.messages.isEmpty());
        }
        assertThat(hub.messages).hasSize(1);
    }

    @Test
    void tellsWhatAFailingHubSaid() {
        hub.status = 503;
        hub.answer = "overloaded";

        var answer = client.post("/sandbox/chat", "{\"group\":\"群\",\"user\":\"张三\",\"text\":\"嗯\"}");

        assertThat(answer.path("status").asInt()).isEqualTo(503);
        assertThat(answer.path("body").asText()).isEqualTo("overloaded");
        assertThat(client.get("/sandbox/chat?group=" + encoded("群")).path("lines"))
                .hasSize(1);
    }

    @Test
    void keepsMessagesToItselfThatTheReplyStrategyLeavesOut() {
        client.put("/sandbox/robots/wt_1", "{\"replyAll\":0}");

        var group = client.post("/sandbox/chat", "{\"group\":\"群\",\"user\":\"张三\",\"text\":\"一\"}");
        var mention = client.post("/sandbox/chat", "{\"group\":\"群\",\"user\":\"张三\",\"text\":\"二\",\"atMe\":true}");
        var inPrivate = client.post("/sandbox/chat", "{\"user\":\"张三\",\"text\":\"三\"}");

        assertThat(group.path("calledBack").asBoolean(true)).isFalse();
        assertThat(mention.path("calledBack").asBoolean()).isTrue();
        assertThat(inPrivate.path("calledBack").asBoolean()).isTrue();
        assertThat(hub.messages).hasSize(2);
    }

    @Test
    void waitsForTheRobotToSpeak() {
        var said = client.post(
                "/sandbox/chat", "{\"group\":\"测试群\",\"groupRemark\":\"客户A\",\"user\":\"张三\",\"text\":\"嗯\"}");
        var waiting = CompletableFuture.supplyAsync(() -> client.get("/sandbox/chat?group=" + encoded("测试群")
                + "&waitSeconds=20&after=" + said.path("seq").asLong()));

        client.post(
                "/wework/sendRawMessage?robotId=wt_1",
                "{\"socketType\":2,\"list\":[{\"type\":203,\"titleList\":[\"客户A\"],\"receivedContent\":\"你好🙂\"}]}");

        await().until(waiting::isDone);
        var lines = waiting.join().path("lines");
        assertThat(lines).hasSize(1);
        assertThat(lines.path(0).path("text").asText()).isEqualTo("你好🙂");
        assertThat(lines.path(0).path("robot").asBoolean()).isTrue();
    }

    @Test
    void logsWhatWasAskedForBackfill() {
        client.post("/sandbox/chat", "{\"group\":\"群\",\"user\":\"张三\",\"text\":\"一\",\"messageId\":\"1\"}");
        client.post("/sandbox/chat", "{\"group\":\"群\",\"user\":\"李四\",\"text\":\"二\"}");

        var log = client.get("/robot/qaLog/list?robotId=wt_1&name=" + encoded("张三"))
                .path("data");

        assertThat(log.path("total").asInt()).isEqualTo(1);
        assertThat(log.path("list").path(0).path("question").asText()).isEqualTo("一");
        assertThat(log.path("list").path(0).path("messageId").asText()).isEqualTo("1");
        assertThat(log.path("list").path(0).path("answer").asText()).contains("success");
    }

    @Test
    void namesTheFieldThatIsWrong() {
        assertThat(client.post("/sandbox/chat", "{\"text\":\"嗯\"}")
                        .path("error")
                        .asText())
                .startsWith("user:");
        assertThat(client.post("/sandbox/chat", "{\"robot\":\"x\",\"user\":\"a\"}")
                        .path("error")
                        .asText())
                .startsWith("robot: 'x' is not registered");
        assertThat(client.post("/sandbox/chat", "{\"grp\":\"x\"}").path("error").asText())
                .startsWith("body.grp:");
        assertThat(client.post("/sandbox/chat", "[").path("error").asText()).isEqualTo("body: must be a JSON object");
        assertThat(client.get("/sandbox/chat").path("error").asText()).startsWith("group:");
        assertThat(client.get("/sandbox/chat?group=a&after=x").path("error").asText())
                .startsWith("after:");
    }

    @Test
    void servesAPageThatNeedsNothingElse() {
        var page = client.response("/sandbox/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body()).contains("沙盒聊天").doesNotContain("src=", "href=");
        assertThat(client.response("/").headers().firstValue("Location")).hasValue("/sandbox/");
    }

    @Test
    void answersUnknownPathsWithAHint() {
        assertThat(client.response("/v1/nothing").statusCode()).isEqualTo(404);
        assertThat(client.response("/sandbox/robots/x").statusCode()).isEqualTo(404);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
