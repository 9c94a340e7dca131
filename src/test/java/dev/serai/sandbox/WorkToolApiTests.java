package dev.serai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkToolApiTests {

    private static final String SEND = "/wework/sendRawMessage?robotId=wt_1";

    private FakeHub hub;
    private Sandbox sandbox;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        hub = new FakeHub();
        sandbox = Sandbox.start(SandboxOptions.defaults()
                .withPerMinute(0)
                .withResultDelay(Duration.ZERO)
                .withRobot("wt_1", new SandboxOptions.Links(hub.message(), hub.result())));
        client = new Client(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
        hub.close();
    }

    @Test
    void takesACommandAndTellsItsResultOnce() {
        var answer = client.post(SEND, text("测试群", "你好\\n已收到"));

        await().until(() -> hub.results.size() == 1);
        var result = hub.results.peek();
        assertThat(answer.path("code").asInt()).isEqualTo(200);
        assertThat(answer.path("message").asText()).isEqualTo("操作成功");
        assertThat(answer.path("data").isTextual()).isTrue();
        assertThat(answer.path("data").asText()).matches("\\d{19}");
        assertThat(List.copyOf(result.properties()).stream().map(java.util.Map.Entry::getKey))
                .containsExactly(
                        "messageId",
                        "errorCode",
                        "errorReason",
                        "runTime",
                        "timeCost",
                        "type",
                        "rawMsg",
                        "successList",
                        "failList");
        assertThat(result.path("messageId")).isEqualTo(answer.path("data"));
        assertThat(result.path("rawMsg").asText())
                .isEqualTo("{\"type\":203,\"titleList\":[\"测试群\"],\"receivedContent\":\"你好\\n已收到\",\"apiSend\":1}");
        assertThat(result.path("successList").toString()).isEqualTo("[\"测试群\"]");
    }

    @Test
    void givesEachCommandOfACallAResultWithTheSameId() {
        client.post(SEND, """
                {"socketType":2,"list":[{"type":203,"titleList":["群"],"receivedContent":"一"},
                 {"type":206,"groupName":"新群","selectList":["李四"]}]}""");

        await().until(() -> hub.results.size() == 2);
        assertThat(hub.results)
                .extracting(result -> result.path("messageId"))
                .containsOnly(hub.results.peek().path("messageId"));
        assertThat(client.get("/sandbox/sent").path("accepted").asInt()).isEqualTo(1);
        assertThat(client.get("/sandbox/sent").path("total").asInt()).isEqualTo(2);
    }

    @Test
    void tellsAResultOnlyOnceEvenIfTheHubFails() {
        hub.status = 500;

        client.post(SEND, text("群", "一"));

        await().until(() -> client.get("/sandbox/sent").path("resultsFailed").asInt() == 1);
        client.post(SEND, text("群", "二"));
        await().until(() -> client.get("/sandbox/sent").path("resultsFailed").asInt() == 2);
        assertThat(hub.results).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"socketType\":1,\"list\":[]} | socketType",
                "{\"socketType\":2,\"list\":[]} | list",
                "{\"socketType\":2,\"list\":[{\"type\":999}]} | list[0].type",
                "{\"socketType\":2,\"list\":[{\"type\":203,\"receivedContent\":\"a\"}]} | list[0].titleList",
                "{\"socketType\":2,\"list\":[{\"type\":203,\"titleList\":[],\"receivedContent\":\"a\"}]} | list[0].titleList",
                "{\"socketType\":2,\"list\":[{\"type\":203,\"titleList\":[\"a\"]}]} | list[0].receivedContent",
                "nonsense | JSON"
            })
    void refusesBodiesWithHttp200AndCode500(String body, String field) {
        var answer = client.post(SEND, body);

        assertThat(answer.path("code").asInt()).isEqualTo(500);
        assertThat(answer.path("message").asText()).contains(field);
        assertThat(client.get("/sandbox/sent").path("accepted").asInt()).isZero();
    }

    @Test
    void doesNotKnowOtherRobots() {
        var answer = client.post("/wework/sendRawMessage?robotId=nobody", text("群", "一"));

        assertThat(answer.path("code").asInt()).isEqualTo(500);
        assertThat(answer.path("message").asText()).isEqualTo("机器人编号不存在");
    }

    @Test
    void reportsUnreachableTargetsWithTheirCode() {
        client.put("/sandbox/robots/wt_1", "{\"failing\":{\"群B\":201101}}");

        client.post(
                SEND, "{\"socketType\":2,\"list\":[{\"type\":203,\"titleList\":[\"群B\"],\"receivedContent\":\"一\"}]}");
        client.post(
                SEND,
                "{\"socketType\":2,\"list\":[{\"type\":203,\"titleList\":[\"群A\",\"群B\"],\"receivedContent\":\"二\"}]}");

        await().until(() -> hub.results.size() == 2);
        assertThat(hub.results)
                .extracting(result -> result.path("errorCode").asInt())
                .containsOnly(201101, 201102);
        assertThat(hub.results)
                .extracting(result -> result.path("errorReason").asText())
                .contains("发送成功: 群A 发送失败: 群B");
    }

    @Test
    void keepsCommandsWhileThePhoneIsOffline() {
        client.put("/sandbox/robots/wt_1", "{\"online\":false}");

        client.post(SEND, text("群", "一"));
        var before = client.get("/sandbox/sent").path("total").asInt();
        var online = client.get("/robot/robotInfo/online?robotId=wt_1").path("data");
        client.put("/sandbox/robots/wt_1", "{\"online\":true}");

        await().until(() -> hub.results.size() == 1);
        assertThat(before).isZero();
        assertThat(online.toString()).isEqualTo("false");
    }

    @Test
    void clearsWhatWaits() {
        client.put("/sandbox/robots/wt_1", "{\"online\":false}");
        var dropped = client.post(SEND, text("群", "一")).path("data").asText();
        client.post(SEND, "{\"socketType\":2,\"list\":[{\"type\":305,\"originalContent\":\"" + dropped + "\"}]}");
        var afterDrop = client.get("/sandbox/robots").path(0).path("waiting").asInt();
        client.post(SEND, text("群", "二"));
        client.post(SEND, "{\"socketType\":2,\"list\":[{\"type\":304}]}");

        client.put("/sandbox/robots/wt_1", "{\"online\":true}");

        await().until(() -> hub.results.size() == 1);
        assertThat(afterDrop).isEqualTo(1);
        assertThat(client.get("/sandbox/sent").path("sent").findValuesAsText("content"))
                .containsExactly("[304]");
    }

    @Test
    void forgetsOnResetWhatWaits() {
        client.put("/sandbox/robots/wt_1", "{\"online\":false}");
        client.post(SEND, text("群", "一"));

        client.post("/sandbox/reset", "");
        client.post(SEND, text("群", "二"));

        await().until(() -> hub.results.size() == 1);
        assertThat(client.get("/sandbox/sent").path("sent").findValuesAsText("content"))
                .containsExactly("二");
    }

    @Test
    void listsResultsAndCallsNewestFirst() {
        var first = client.post(SEND, text("群", "一")).path("data").asText();
        client.post(SEND, text("群", "二"));
        await().until(() -> hub.results.size() == 2);

        var results = client.get("/robot/rawMsg/list?robotId=wt_1&page=1&size=1&sort=run_time,desc")
                .path("data");
        var result =
                client.get("/robot/rawMsg/list?robotId=wt_1&messageId=" + first).path("data");
        var calls =
                client.get("/wework/listRawMessage?robotId=wt_1&page=2&size=1").path("data");
        var call = client.get("/wework/listRawMessage?robotId=wt_1&messageId=" + first)
                .path("data");

        assertThat(results).hasSize(1);
        assertThat(results.path(0).path("rawMsg").asText()).contains("二");
        assertThat(result).hasSize(1);
        assertThat(result.path(0).path("rawSuccess").asInt(-1)).isZero();
        assertThat(result.path(0).path("successList").asText()).isEqualTo("[\"群\"]");
        assertThat(result.path(0).path("runTime").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
        assertThat(calls.path("total").asInt()).isEqualTo(2);
        assertThat(calls.path("totalPage").asInt()).isEqualTo(2);
        assertThat(calls.path("list").path(0).path("messageId").asText()).isEqualTo(first);
        assertThat(call.path("list").path(0).path("typeList").asText()).isEqualTo("203");
        assertThat(Client.json(call.path("list").path(0).path("body").asText())
                        .path("socketType")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void countsWhatWasSentByItsContent() {
        client.post(SEND, text("群", "一"));
        client.post(SEND, text("群", "一"));
        client.post(SEND, text("群", "二"));
        await().until(() -> hub.results.size() == 3);

        var one = client.get("/sandbox/sent?limit=0&counts=true&content=" + encoded("一"));
        var some = client.get("/sandbox/sent?contains=" + encoded("二"));

        assertThat(one.path("total").asInt()).isEqualTo(3);
        assertThat(one.path("distinct").asInt()).isEqualTo(2);
        assertThat(one.path("repeated").asInt()).isEqualTo(1);
        assertThat(one.path("count").asInt()).isEqualTo(2);
        assertThat(one.path("counts").path("二").asInt()).isEqualTo(1);
        assertThat(one.path("sent")).isEmpty();
        assertThat(some.path("matching").asInt()).isEqualTo(1);
        assertThat(some.path("sent").path(0).path("content").asText()).isEqualTo("二");
    }

    @Test
    void bindsOnlyAddressesThatAnswerTheProbeWithJson() {
        var bind = "/robot/robotInfo/callBack/bind?robotId=wt_1";
        var body = "{\"type\":0,\"callBackUrl\":\"" + hub.message() + "\"}";

        hub.contentType = "text/html";
        var refused = client.post(bind, body);
        hub.contentType = "application/json;charset=UTF-8";
        var bound = client.post(bind, body);
        var list = client.get("/robot/robotInfo/callBack/get?robotId=wt_1").path("data");
        client.post("/robot/robotInfo/callBack/deleteByType?robotId=wt_1", "{\"type\":0}");
        var fewer = client.get("/robot/robotInfo/callBack/get?robotId=wt_1").path("data");

        assertThat(refused.path("message").asText()).isEqualTo("回调地址校验不通过");
        assertThat(bound.path("code").asInt()).isEqualTo(200);
        assertThat(list.findValuesAsText("type")).containsExactly("0", "1", "11");
        assertThat(list.findValuesAsText("typeName")).contains("指令执行结果");
        assertThat(fewer.findValuesAsText("type")).containsExactly("1", "11");
    }

    @Test
    void tellsTheQrCodeOfANewGroupAndThatAPhoneWentOffline() {
        for (var type : List.of(0, 6)) {
            client.post(
                    "/robot/robotInfo/callBack/bind?robotId=wt_1",
                    "{\"type\":" + type + ",\"callBackUrl\":\"" + hub.message() + "\"}");
        }

        client.post(SEND, "{\"socketType\":2,\"list\":[{\"type\":206,\"groupName\":\"新群\",\"selectList\":[\"李四\"]}]}");
        await().until(() -> hub.messages.stream().anyMatch(message -> message.contains("qrCode")));
        client.put("/sandbox/robots/wt_1", "{\"online\":false}");

        await().until(() -> hub.messages.stream().anyMatch(message -> message.contains("\"status\":\"offline\"")));
    }

    @Test
    void updatesAndDescribesARobot() {
        var refused = client.post("/robot/robotInfo/update?robotId=wt_1", "{\"replyAll\":7}");
        client.post(
                "/robot/robotInfo/update?robotId=wt_1",
                "{\"openCallback\":1,\"replyAll\":0,\"callbackUrl\":\"" + hub.message() + "\"}");

        var info = client.get("/robot/robotInfo/get?robotId=wt_1").path("data");
        assertThat(refused.path("code").asInt()).isEqualTo(500);
        assertThat(info.path("robotId").asText()).isEqualTo("wt_1");
        assertThat(info.path("openCallback").asInt()).isEqualTo(1);
        assertThat(info.path("replyAll").asInt(-1)).isZero();
        assertThat(info.path("callbackUrl").asText()).isEqualTo(hub.message().toString());
    }

    private static String text(String target, String content) {
        return "{\"socketType\":2,\"list\":[{\"type\":203,\"titleList\":[\"%s\"],\"receivedContent\":\"%s\"}]}"
                .formatted(target, content);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
