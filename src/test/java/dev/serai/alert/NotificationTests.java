package dev.serai.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.engine.Write;
import dev.serai.provider.StubServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTests {

    private static final HikariDataSource DATABASE = TestDatabase.fresh();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final StubServer server = new StubServer();
    private final AtomicReference<String> query = new AtomicReference<>("");
    private AlertFixture fixture;

    @BeforeEach
    void start() throws Exception {
        var url = server.url() + "/hook?access_token=t0k3n";
        fixture = new AlertFixture(
                DATABASE,
                Map.of(
                        "ops", "feishu " + url,
                        "signed", "feishu " + url + " s3cret",
                        "ding", "dingtalk " + url + " s3cret",
                        "wecom", "wecom " + url,
                        "own", "webhook " + url + " s3cret"));
    }

    @AfterEach
    void stop() {
        fixture.forget();
        fixture.close();
        server.close();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private void answer(int status, String body) {
        server.then(exchange -> {
            query.set(exchange.getRequestURI().getRawQuery());
            StubServer.json(status, body).give(exchange);
        });
    }

    private void wish(String key, Channel channel, String recipient, String content) {
        var row = fixture.notifications.row(new Notification(
                key,
                UUID.nameUUIDFromBytes(new byte[] {1}),
                channel,
                recipient,
                content,
                new UUID(0, 1),
                "n",
                fixture.now));
        fixture.store(List.of(Write.of(fixture.notifications.endpoint(), row)));
    }

    private String state() {
        return fixture.jdbc
                .sql("select status || ' ' || attempts || ' ' || coalesce(error, '') from alert.notifications")
                .query(String.class)
                .single();
    }

    private JsonNode body() throws Exception {
        return JSON.readTree(server.calls().getLast().body());
    }

    @Test
    void feishuGetsATextThatCallsNobody() throws Exception {
        answer(200, "{\"code\":0,\"msg\":\"success\"}");
        wish("k", Channel.FEISHU, "ops", "张三说：<at user_id=\"all\">所有人</at> \"{{x}}\"");

        assertThat(fixture.sender.round()).isTrue();

        assertThat(body())
                .isEqualTo(JSON.readTree("{\"msg_type\":\"text\",\"content\":{\"text\":"
                        + "\"张三说：＜at user_id=\\\"all\\\">所有人</at> \\\"{{x}}\\\"\"}}"));
        assertThat(state()).isEqualTo("sent 1 ");
        assertThat(query).hasValue("access_token=t0k3n");
    }

    @Test
    void feishuIsSignedAsItsManualSays() throws Exception {
        answer(200, "{\"StatusCode\":0}");
        wish("k", Channel.FEISHU, "signed", "好");

        fixture.sender.round();

        assertThat(body().path("timestamp").asText()).isEqualTo("1795262400");
        assertThat(body().path("sign").asText()).isEqualTo(hmac("1795262400\ns3cret", ""));
    }

    @Test
    void dingtalkIsSignedAsItsManualSays() throws Exception {
        answer(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
        wish("k", Channel.DINGTALK, "ding", "好");

        fixture.sender.round();

        assertThat(body()).isEqualTo(JSON.readTree("{\"msgtype\":\"text\",\"text\":{\"content\":\"好\"}}"));
        var sign = java.net.URLEncoder.encode(hmac("s3cret", "1795262400000\ns3cret"), StandardCharsets.UTF_8);
        assertThat(query).hasValue("access_token=t0k3n&timestamp=1795262400000&sign=" + sign);
        assertThat(state()).isEqualTo("sent 1 ");
    }

    private static String hmac(String key, String text) throws Exception {
        var mac = javax.crypto.Mac.getInstance("HmacSHA256");
        mac.init(new javax.crypto.spec.SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return java.util.Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void wecomGetsNoMoreThanItTakes() throws Exception {
        answer(200, "{\"errcode\":0}");
        wish("k", Channel.WECOM, "wecom", "警".repeat(1000) + "😀");

        fixture.sender.round();

        var content = body().at("/text/content").asText();
        assertThat(content.getBytes(StandardCharsets.UTF_8).length).isBetween(2040, 2048);
        assertThat(content).endsWith("警…");
    }

    @Test
    void aWebhookGetsSignedJson() throws Exception {
        var signature = new AtomicReference<String>();
        server.then(exchange -> {
            signature.set(exchange.getRequestHeaders().getFirst("X-Signature"));
            StubServer.status(204, "text/plain", "").give(exchange);
        });
        wish("k", Channel.WEBHOOK, "own", "好");

        fixture.sender.round();

        assertThat(body().path("text").asText()).isEqualTo("好");
        assertThat(body().path("alertId").asText()).isNotEmpty();
        assertThat(signature.get()).hasSize(64).matches("[0-9a-f]+");
        assertThat(state()).isEqualTo("sent 1 ");
    }

    @Test
    void theSameWishIsTakenOnceAndSentOnce() {
        answer(200, "{\"code\":0}");
        wish("k", Channel.FEISHU, "ops", "一");
        wish("k", Channel.FEISHU, "ops", "二");

        while (fixture.sender.round()) {}

        assertThat(server.calls()).hasSize(1);
        assertThat(fixture.texts("select content from alert.notifications")).containsExactly("一");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "feishu   | ops   | 500 | {}                | pending 1 HTTP 500",
                "feishu   | ops   | 200 | {\"code\":11232}   | pending 1 code 11232",
                "feishu   | ops   | 200 | {\"code\":19021}   | failed 1 code 19021",
                "dingtalk | ding  | 200 | {\"errcode\":130101} | pending 1 code 130101",
                "dingtalk | ding  | 200 | {\"errcode\":310000} | failed 1 code 310000",
                "wecom    | wecom | 200 | {\"errcode\":45009}  | pending 1 code 45009",
                "wecom    | wecom | 200 | {\"errcode\":93000}  | failed 1 code 93000",
                "wecom    | wecom | 200 | oops              | unknown 1 the answer holds no code",
                "webhook  | own   | 404 | {}                | failed 1 HTTP 404",
                "webhook  | own   | 302 | {}                | failed 1 HTTP 302",
                "webhook  | gone  | 200 | {}                | failed 1 there is no serai.alert.hooks.gone of this channel"
            })
    void anAnswerDecidesWhetherItIsTriedAgain(
            String channel, String recipient, int status, String body, String expected) {
        answer(status, body);
        wish("k", Channel.of(channel).orElseThrow(), recipient, "好");

        fixture.sender.round();

        assertThat(state()).isEqualTo(expected);
    }

    @Test
    void isTriedAgainWithGrowingPausesAndThenGivenUp() {
        answer(503, "{}");
        wish("k", Channel.FEISHU, "ops", "好");

        fixture.sender.round();
        assertThat(fixture.sender.round()).isFalse();
        fixture.now = fixture.now.plusSeconds(10);
        assertThat(fixture.sender.round()).isTrue();
        fixture.now = fixture.now.plusSeconds(19);
        assertThat(fixture.sender.round()).isFalse();
        fixture.now = fixture.now.plusSeconds(1);
        fixture.sender.round();

        assertThat(state()).isEqualTo("failed 3 HTTP 503");
    }

    @Test
    void aCallWhoseEndNobodySawIsNotMadeAgain() {
        server.then(StubServer.dropped());
        wish("k", Channel.FEISHU, "ops", "好");

        fixture.sender.round();
        fixture.now = fixture.now.plus(Duration.ofHours(1));

        assertThat(fixture.sender.round()).isFalse();
        assertThat(state()).startsWith("unknown 1 ").doesNotContain("t0k3n");
    }

    @Test
    void nobodyListeningIsAPassingReason() {
        server.close();
        wish("k", Channel.FEISHU, "ops", "好");

        fixture.sender.round();

        assertThat(state()).startsWith("pending 1 ").contains("Connect").doesNotContain("t0k3n");
    }

    @Test
    void whatAProcessWasSendingWhenItDiedIsNotSentAgain() {
        wish("k", Channel.FEISHU, "ops", "好");
        assertThat(fixture.rows.claim()).isPresent();

        assertThat(fixture.sender.round()).isFalse();
        fixture.now = fixture.now.plus(Duration.ofMinutes(6));

        assertThat(fixture.sender.round()).isFalse();
        assertThat(state()).startsWith("unknown 1 ");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void theConsoleAndRobotsTellTheirsThemselves() {
        wish("k", Channel.POPUP, "*", "坏\0字");

        assertThat(fixture.sender.round()).isFalse();
        assertThat(state()).isEqualTo("sent 0 ");
        assertThat(fixture.texts("select content from alert.notifications")).containsExactly("坏 字");
    }

    @ParameterizedTest
    @ValueSource(strings = {"popup http://x", "feishu ftp://x", "feishu http://x/{{y}}"})
    void refusesAHookThatLeadsNowhere(String hook) {
        assertThatThrownBy(() -> AlertFixture.hook(hook)).hasMessageContaining("serai.alert.hooks");
    }

    @Test
    void showsNoCredentialWhenItIsPrinted() {
        assertThat(AlertFixture.hook("feishu http://x/t0k3n s3cret").toString())
                .doesNotContain("t0k3n")
                .doesNotContain("s3cret");
    }
}
