package dev.serai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CozeApiTests {

    private static final String HELLO =
            "{\"workflow_id\":\"7390000000000000001\",\"parameters\":{\"input\":\"Hello World\"}}";

    @RegisterExtension
    static final SandboxPerClass SANDBOX = new SandboxPerClass();

    private static final Client client = SANDBOX.client();

    @Test
    void streamsTheTranslationAsEndMessageAndDone() {
        var response = client.streamRun(HELLO);

        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream; charset=utf-8");
        assertThat(response.headers().firstValue("X-Tt-Logid")).isPresent();
        assertThat(response.body())
                .matches("id: 0\nevent: Message\ndata: (\\{.*})\n\nid: 1\nevent: Done\ndata: (\\{.*})\n\n");
        assertThat(data(response.body()).getFirst())
                .isEqualTo(
                        "{\"node_execute_uuid\":\"\",\"node_is_finish\":true,\"node_seq_id\":\"0\",\"node_title\":\"End\","
                                + "\"node_type\":\"End\",\"node_id\":\"900001\",\"content\":\"{\\\"output\\\":\\\"你好，世界\\\"}\","
                                + "\"content_type\":\"text\",\"usage\":{\"input_count\":6,\"output_count\":5,\"token_count\":11}}");
    }

    @Test
    void escapesTheAmpersandsOfTheDebugUrl() {
        var done = data(client.streamRun(HELLO).body()).getLast();

        assertThat(done).contains("\\u0026space_id=").doesNotContain("&");
        assertThat(Client.json(done).path("debug_url").asText())
                .startsWith("https://www.coze.cn/work_flow?execute_id=")
                .contains("&workflow_id=7390000000000000001");
    }

    @Test
    void cutsATextIntoDeltasOfANodeThatEndBeforeTheEndMessage() {
        script("""
                [{"service":"coze","match":{"workflowId":"42"},"reply":{"text":"为坐不下！"},"chunks":2}]""");

        var messages = data(client.streamRun("{\"workflow_id\":\"42\"}").body()).stream()
                .map(Client::json)
                .toList();

        assertThat(messages).hasSize(4);
        assertThat(messages.get(0).path("content").asText()).isEqualTo("为坐");
        assertThat(messages.get(0).path("node_is_finish").asBoolean()).isFalse();
        assertThat(messages.get(0).has("usage")).isFalse();
        assertThat(messages.get(1).path("content").asText()).isEqualTo("不下！");
        assertThat(messages.get(1).path("node_seq_id").asText()).isEqualTo("1");
        assertThat(messages.get(1).path("node_is_finish").asBoolean()).isTrue();
        assertThat(messages.get(2).path("content").asText()).isEqualTo("{\"output\":\"为坐不下！\"}");
        assertThat(messages.get(2).path("usage").path("token_count").asInt()).isPositive();
    }

    @Test
    void numbersHeartbeatsLikeAllOtherEvents() {
        script("""
                [{"service":"coze","reply":{"text":"好","pings":2},"chunks":1}]""");

        var body = client.streamRun(HELLO).body();

        assertThat(body)
                .startsWith("id: 0\nevent: PING\ndata: {\"content\":\"{}\",\"node_execute_uuid\":\"\"}\n\n"
                        + "id: 1\nevent: PING\n")
                .contains("\n\nid: 2\nevent: Message\n", "\n\nid: 3\nevent: Done\n");
    }

    @ParameterizedTest
    @CsvSource({"false,1", "true,2"})
    void failsWithAnErrorEventWithAndWithoutDone(boolean done, int events) {
        script("""
                [{"service":"coze","reply":{"error":{"code":5000,"message":"[720712000] 失败","done":%s}}}]""".formatted(done));

        var body = client.streamRun(HELLO).body();

        assertThat(body).startsWith("id: 0\nevent: Error\ndata: {\"error_code\":5000,");
        assertThat(data(body)).hasSize(events);
        assertThat(Client.json(data(body).getFirst()).path("error_message").asText())
                .isEqualTo("[720712000] 失败");
    }

    @Test
    void interruptsAfterTheQuestionAndSendsNoDone() {
        script("""
                [{"service":"coze","reply":{"interrupt":{"question":"哪个城市？","type":2}}}]""");

        var body = client.streamRun(HELLO).body();

        assertThat(body).startsWith("id: 0\nevent: Message\n").doesNotContain("event: Done");
        var interrupt = Client.json(data(body).get(1));
        assertThat(Client.json(data(body).get(0)).path("content").asText()).isEqualTo("哪个城市？");
        assertThat(interrupt.path("node_title").asText()).isEqualTo("问答");
        assertThat(interrupt.path("interrupt_data").path("type").asInt()).isEqualTo(2);
        assertThat(interrupt.path("interrupt_data").path("event_id").asText()).matches("\\d{19}/\\d+");
    }

    @Test
    void sendsScriptedEventsAsTheyAre() {
        script("""
                [{"service":"coze","reply":{"events":[{"event":"Message","data":{"content":"a&b"}},{"event":"PING","data":"{}"},
                 {"event":"Odd","data":"kein JSON"}]}}]""");

        var body = client.streamRun(HELLO).body();

        assertThat(body)
                .isEqualTo("id: 0\nevent: Message\ndata: {\"content\":\"a\\u0026b\"}\n\n"
                        + "id: 1\nevent: PING\ndata: {}\n\nid: 2\nevent: Odd\ndata: kein JSON\n\n");
    }

    @Test
    void answersAWholeRun() {
        var answer = Client.json(client.run(HELLO));

        assertThat(answer.path("code").asInt(-1)).isZero();
        assertThat(answer.path("msg").asText()).isEmpty();
        assertThat(answer.path("data").asText()).isEqualTo("{\"output\":\"你好，世界\"}");
        assertThat(answer.path("usage").path("token_count").asInt()).isEqualTo(11);
        assertThat(answer.path("detail").path("logid").asText()).isNotEmpty();
        assertThat(answer.path("debug_url").asText()).isNotEmpty();
    }

    @Test
    void takesParametersThatAreJsonText() {
        var answer = Client.json(client.run(
                "{\"workflow_id\":\"7390000000000000001\",\"parameters\":\"{\\\"input\\\":\\\"你好，世界\\\"}\"}"));

        assertThat(answer.path("data").asText()).isEqualTo("{\"output\":\"Hello World\"}");
    }

    @Test
    void marksWhatItCannotTranslate() {
        var answer =
                Client.json(client.run("{\"workflow_id\":\"7390000000000000001\",\"parameters\":{\"input\":\"云\"}}"));

        assertThat(answer.path("data").asText()).isEqualTo("{\"output\":\"[译] 云\"}");
    }

    @Test
    void wholeRunsFailAndInterruptInTheirAnswer() {
        script("""
                [{"service":"coze","match":{"workflowId":"1"},"reply":{"error":{"code":4020,"message":"too fast"}}},
                 {"service":"coze","match":{"workflowId":"2"},"reply":{"interrupt":{"question":"?","type":5}}}]""");

        var failed = Client.json(client.run("{\"workflow_id\":\"1\"}"));
        var interrupted = Client.json(client.run("{\"workflow_id\":\"2\"}"));

        assertThat(failed.path("code").asInt()).isEqualTo(4020);
        assertThat(failed.path("msg").asText()).isEqualTo("too fast");
        assertThat(interrupted.path("interrupt_data").path("type").asInt()).isEqualTo(5);
    }

    @Test
    void refusesAWrongTokenBeforeTheStream() {
        var response = client.postAs("pat_wrong", "/v1/workflow/stream_run", HELLO);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).startsWith("{\"code\":4100,\"msg\":\"authentication is invalid\",\"detail\":{");
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(response.headers().firstValue("X-Tt-Logid")).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"workflow_id\":\"1\"} | 4200",
                "{\"workflow_id\":7} | 4000",
                "no json | 4000",
                "{\"workflow_id\":\"1\",\"bot_id\":\"1\",\"app_id\":\"1\"} | 4000",
                "{\"workflow_id\":\"1\",\"parameters\":[1]} | 4000",
                "{\"workflow_id\":\"1\",\"is_async\":true} | 4200"
            })
    void answersBusinessErrorsWithHttp200BeforeTheStream(String body, int code) {
        var response = client.streamRun(body);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Client.json(response).path("code").asInt()).isEqualTo(code);
    }

    @Test
    void breaksOffInMidStream() {
        script("""
                [{"service":"coze","reply":{"text":"一二三四"},"fault":"break-after-chunks","after":1}]""");

        assertThatThrownBy(() -> client.trySend(client.request("/v1/workflow/stream_run")
                        .header("Authorization", "Bearer " + SandboxOptions.DEMO_TOKEN)
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(HELLO))))
                .isInstanceOf(IOException.class);
    }

    private static void script(String rules) {
        assertThat(client.put("/sandbox/scripts", rules).has("rules")).isTrue();
    }

    private static List<String> data(String stream) {
        return Arrays.stream(stream.split("\n"))
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring(6))
                .toList();
    }
}
