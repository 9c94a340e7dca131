package dev.serai.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlApiTests {

    private static final String CHAT =
            "{\"model\":\"m\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";

    private final Hand hand = new Hand();
    private final Sandbox sandbox =
            Sandbox.start(SandboxOptions.defaults().withRobot("wt_1", new SandboxOptions.Links(null, null)), hand);
    private final Client client = new Client(sandbox);

    /** A clock that is moved by hand. */
    private static final class Hand extends Clock {

        private volatile Instant now = Instant.parse("2026-01-02T03:04:05Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void letsSixtyRequestsAMinutePassOverAllInterfaces() {
        for (var i = 0; i < 30; i++) {
            assertThat(online()).isEqualTo(200);
            assertThat(client.response("/robot/rawMsg/list?robotId=nobody").statusCode())
                    .isEqualTo(200);
        }

        var refused = client.response("/robot/robotInfo/online?robotId=wt_1");
        hand.now = hand.now.plus(Duration.ofSeconds(59));
        var stillRefused = online();
        hand.now = hand.now.plus(Duration.ofSeconds(1));

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Client.json(refused).path("code").asInt()).isEqualTo(429);
        assertThat(stillRefused).isEqualTo(429);
        assertThat(online()).isEqualTo(200);
    }

    @Test
    void changesTheLimitAndSwitchesItOff() {
        client.put("/sandbox/limit", "{\"perMinute\":1}");
        var limited = List.of(online(), online());
        client.put("/sandbox/limit", "{\"perMinute\":0}");
        var unlimited = online();

        assertThat(limited).containsExactly(200, 429);
        assertThat(unlimited).isEqualTo(200);
        assertThat(client.put("/sandbox/limit", "{}").path("error").asText()).startsWith("perMinute:");
    }

    @Test
    void theFirstRuleThatFitsAnswersAsOftenAsItMay() {
        script("""
                [{"service":"openai","match":{"regex":"^订单\\\\d+$"},"reply":{"text":"once"},"times":1},
                 {"service":"openai","match":{"model":"m","contains":"订单","system":""},"reply":{"text":"then"}}]""");

        assertThat(ask("订单7")).contains("once");
        assertThat(ask("订单7")).contains("then");
        assertThat(ask("你好")).contains("很高兴为您服务");
        client.delete("/sandbox/scripts");
        assertThat(ask("订单7")).doesNotContain("then");
    }

    @Test
    void answersAScriptedStatusWithItsBody() {
        script("""
                [{"service":"openai","reply":{"status":429,"body":{"error":{"message":"langsam"}}},"times":1},
                 {"service":"openai","fault":"status","times":1}]""");

        var scripted = client.chat(CHAT.formatted(false, "a"));
        var usual = client.chat(CHAT.formatted(true, "a"));

        assertThat(scripted.statusCode()).isEqualTo(429);
        assertThat(scripted.body()).isEqualTo("{\"error\":{\"message\":\"langsam\"}}");
        assertThat(usual.statusCode()).isEqualTo(503);
        assertThat(Client.json(usual).path("error").path("type").asText()).isEqualTo("server_error");
    }

    @ParameterizedTest
    @CsvSource({
        "drop-before-first-byte,true",
        "drop-before-first-byte,false",
        "break-after-chunks,true",
        "break-after-chunks,false"
    })
    void cutsTheConnection(String fault, boolean stream) {
        script("[{\"service\":\"openai\",\"reply\":{\"text\":\"一二三\"},\"fault\":\"" + fault + "\"}]");

        assertThatThrownBy(() -> client.trySend(chat(stream))).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hangs(boolean stream) {
        script("[{\"service\":\"openai\",\"fault\":\"hang\"}]");

        assertThatThrownBy(() -> client.trySend(chat(stream).timeout(Duration.ofMillis(300))))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void sendsGarbageInPlaceOfAnEvent() {
        script("[{\"service\":\"openai\",\"reply\":{\"text\":\"一二三\"},\"fault\":\"malformed\",\"after\":1}]");

        var streamed = client.chat(CHAT.formatted(true, "a")).body();
        var whole = client.chat(CHAT.formatted(false, "a")).body();

        assertThat(streamed)
                .contains("\"role\":\"assistant\"", "data: {\"broken\": \"坏\n\n")
                .endsWith("[DONE]\n\n");
        assertThat(whole).contains("broken");
    }

    @Test
    void paceIsScriptedToo() {
        script(
                "[{\"service\":\"openai\",\"reply\":{\"text\":\"一二\"},\"chunks\":2,\"delayMs\":60,\"chunkDelayMs\":20}]");

        var began = System.nanoTime();
        ask("a", true);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(140));
    }

    @Test
    void aServiceFailsByChanceButTheSameEachTime() {
        var faults = "{\"openai\":{\"errorRate\":0.5,\"status\":502,\"seed\":7,\"latencyMs\":1,\"jitterMs\":1}}";

        client.put("/sandbox/faults", faults);
        var once = statuses();
        client.put("/sandbox/faults", faults);
        var again = statuses();

        assertThat(once).contains(200, 502).isEqualTo(again);
        assertThat(client.get("/sandbox/faults").path("openai").path("seed").asInt())
                .isEqualTo(7);
    }

    @Test
    void worktoolAndCozeFailInTheirOwnWords() {
        client.put("/sandbox/faults", "{\"worktool\":{\"errorRate\":1},\"coze\":{\"errorRate\":1,\"status\":500}}");

        var worktool = client.response("/robot/robotInfo/online?robotId=wt_1");
        var coze = client.streamRun("{\"workflow_id\":\"7390000000000000001\"}");

        assertThat(worktool.statusCode()).isEqualTo(503);
        assertThat(coze.statusCode()).isEqualTo(500);
        assertThat(Client.json(coze).path("code").asInt()).isEqualTo(5000);
    }

    @Test
    void countsCallsByInput() {
        ask("一");
        ask("一");
        client.run("{\"workflow_id\":\"7390000000000000001\",\"parameters\":{\"input\":\"一\"}}");

        var all = client.get("/sandbox/calls?contains=%E4%B8%80");
        var openai = client.get("/sandbox/calls?service=openai&input=%E4%B8%80&limit=1");

        assertThat(all.path("total").asInt()).isEqualTo(3);
        assertThat(all.path("matching").asInt()).isEqualTo(3);
        assertThat(all.path("calls").path(0).path("input").asText()).isEqualTo("{\"input\":\"一\"}");
        assertThat(openai.path("matching").asInt()).isEqualTo(2);
        assertThat(openai.path("calls")).hasSize(1);
        assertThat(openai.path("calls").path(0).path("count").asInt()).isEqualTo(2);
    }

    @Test
    void forgetsEverythingOnReset() {
        client.put("/sandbox/faults", "{\"openai\":{\"errorRate\":1}}");
        client.put("/sandbox/limit", "{\"perMinute\":0}");
        client.put("/sandbox/robots/wt_1", "{\"online\":false}");
        script("[{\"service\":\"openai\",\"reply\":{\"text\":\"x\"}}]");

        client.post("/sandbox/reset", "");

        assertThat(client.get("/sandbox/faults")).isEmpty();
        assertThat(client.get("/sandbox/calls").path("total").asInt()).isZero();
        assertThat(client.get("/sandbox/robots").path(0).path("online").asBoolean())
                .isTrue();
        assertThat(ask("你好")).contains("很高兴为您服务");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | body: must be a JSON list",
                "[{\"service\":\"mail\"}] | rules[0].service: 'mail'",
                "[{\"service\":\"worktool\",\"reply\":{\"text\":\"a\"}}] | rules[0].service",
                "[{\"service\":\"coze\",\"replies\":1}] | rules[0].replies: unknown field",
                "[{\"service\":\"coze\",\"reply\":{}}] | text: is missing",
                "[{\"service\":\"coze\",\"reply\":{\"events\":[]}}] | rules[0].reply.events",
                "[{\"service\":\"coze\",\"reply\":{\"text\":\"a\"},\"fault\":\"fire\"}] | rules[0].fault: 'fire'",
                "[{\"service\":\"coze\",\"reply\":{\"text\":\"a\"},\"times\":-1}] | rules[0].times",
                "[{\"service\":\"coze\",\"match\":{\"regex\":\"(\"},\"reply\":{\"text\":\"a\"}}] | rules[0].match.regex",
                "[{\"service\":\"coze\",\"match\":{\"contains\":1},\"reply\":{\"text\":\"a\"}}] | rules[0].match.contains"
            })
    void saysWhatIsWrongWithAScript(String rules, String problem) {
        assertThat(client.put("/sandbox/scripts", rules).path("error").asText()).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"mail\":{}} | 'mail' is no service",
                "{\"coze\":{\"errorRate\":2}} | coze.errorRate",
                "{\"coze\":{\"status\":200}} | coze.status",
                "{\"coze\":{\"speed\":200}} | coze.speed"
            })
    void saysWhatIsWrongWithFaults(String faults, String problem) {
        assertThat(client.put("/sandbox/faults", faults).path("error").asText()).contains(problem);
    }

    @Test
    void saysWhatIsWrongWithARobot() {
        assertThat(client.put("/sandbox/robots/r", "{\"callbackUrl\":\"ftp://x\"}")
                        .path("error")
                        .asText())
                .startsWith("callbackUrl:");
        assertThat(client.put("/sandbox/robots/", "{}").path("error").asText()).startsWith("robotId:");
        assertThat(client.get("/sandbox/robots")).hasSize(1);
    }

    private java.net.http.HttpRequest.Builder chat(boolean stream) {
        return client.request("/v1/chat/completions")
                .header("Authorization", "Bearer " + SandboxOptions.DEMO_KEY)
                .POST(BodyPublishers.ofString(CHAT.formatted(stream, "a")));
    }

    private List<Integer> statuses() {
        var statuses = new ArrayList<Integer>();
        for (var i = 0; i < 20; i++) {
            statuses.add(client.chat(CHAT.formatted(false, "a")).statusCode());
        }
        return statuses;
    }

    private int online() {
        return client.response("/robot/robotInfo/online?robotId=wt_1").statusCode();
    }

    private String ask(String question) {
        return ask(question, false);
    }

    private String ask(String question, boolean stream) {
        return client.chat(CHAT.formatted(stream, question)).body();
    }

    private void script(String rules) {
        assertThat(client.put("/sandbox/scripts", rules).path("error").asText()).isEmpty();
    }
}
