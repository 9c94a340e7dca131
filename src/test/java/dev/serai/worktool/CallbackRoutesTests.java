package dev.serai.worktool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.queue.QueueUnavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in, as the routes have them, from the request to the inbox. */
class CallbackRoutesTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String GROUP_TEXT = """
            {"spoken":"订单到哪了","rawSpoken":"@小助手 订单到哪了","receivedName":"张三","groupName":"测试群1",
             "groupRemark":"客户A-测试群","roomType":1,"atMe":"true","textType":1}""";
    private static final String SUCCESS = "{\"code\":0,\"message\":\"success\"}";

    private final HandClock clock = new HandClock();
    private final FakeQueue queue = new FakeQueue(clock);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void load() throws Exception {
        var properties = Settings.of("callback.max-body", "100KB", "callback.max-file", "1KB");
        var door = new CallbackDoor(new RobotAccounts(properties), queue, properties, meters);
        var envelopes = new MessageEnvelopes(clock, properties);
        camel.getRegistry().bind("messageCallback", new MessageCallback(door, envelopes));
        camel.getRegistry().bind("eventCallback", new EventCallback(door, clock));
        for (var route : new String[] {"worktool-callback", "worktool-robot-callback", "worktool-event"}) {
            var resource =
                    PluginHelper.getResourceLoader(camel).resolveResource("classpath:routes/" + route + ".camel.yaml");
            PluginHelper.getRoutesLoader(camel).loadRoutes(resource);
            AdviceWith.adviceWith(camel, route, advice -> advice.replaceFromWith("direct:" + route));
        }
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void storesAGroupMessageWithTheContextAFlowReads() throws Exception {
        var answer = post(GROUP_TEXT);

        assertThat(answer.getMessage().getBody(String.class)).isEqualTo(SUCCESS);
        assertThat(status(answer)).isEqualTo(200);
        var envelope = queue.accepted.getFirst();
        assertThat(envelope.channel()).isEqualTo("flow");
        assertThat(envelope.address()).isEqualTo("flow_message_routing");
        assertThat(envelope.lane()).isEqualTo("demo|g:客户A-测试群");
        var payload = JSON.readTree(envelope.payload());
        assertThat(payload.path("message").path("content").asText()).isEqualTo("订单到哪了");
        assertThat(payload.path("message").path("messageId").asText())
                .isEqualTo(envelope.id().toString());
        assertThat(payload.path("message").path("senderName").asText()).isEqualTo("张三");
        assertThat(payload.path("message").path("groupName").asText()).isEqualTo("测试群1");
        assertThat(payload.path("message").path("timestamp").asText()).isEqualTo("2026-08-01T03:00:00Z");
        assertThat(payload.path("robotId").asText()).isEqualTo("demo");
        assertThat(payload.path("robotName").asText()).isEqualTo("小助手");
        assertThat(payload.path("sessionType").asText()).isEqualTo("group");
        assertThat(payload.path("rawMessage").asText()).isEqualTo("@小助手 订单到哪了");
        assertThat(payload.path("groupRemark").asText()).isEqualTo("客户A-测试群");
        assertThat(payload.path("isGroup").asBoolean()).isTrue();
        assertThat(payload.path("atMe").asBoolean()).isTrue();
        assertThat(envelope.payload()).doesNotContain("wt_demo", "demo-token");
    }

    @Test
    void readsTheRecordedStyle() throws Exception {
        post("""
                {"messageId":"1900000000000000001","spoken":"hello","rawSpoken":"hello","receivedName":"李四",
                 "groupName":"测试群2","groupRemark":"","roomType":3,"atMe":false,"textType":1,"fileBase64":""}""");

        assertThat(queue.accepted.getFirst().lane()).isEqualTo("demo|g:测试群2");
        assertThat(payload().path("message").path("messageId").asText()).isEqualTo("1900000000000000001");
        assertThat(payload().path("atMe").asBoolean()).isFalse();
    }

    @Test
    void readsAPrivatePicture() throws Exception {
        post("""
                {"spoken":"","rawSpoken":"","receivedName":"王五","groupName":null,"roomType":2,"atMe":"false",
                 "textType":2,"fileBase64":"iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB"}""");

        assertThat(queue.accepted.getFirst().lane()).isEqualTo("demo|c:王五");
        assertThat(payload().path("sessionType").asText()).isEqualTo("private");
        assertThat(payload().path("metadata").path("fileBase64").asText())
                .isEqualTo("iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB");
    }

    @Test
    void leavesOutAPictureThatIsTooLarge() throws Exception {
        post("{\"receivedName\":\"王五\",\"roomType\":2,\"textType\":2,\"fileBase64\":\"" + "A".repeat(2000) + "\"}");

        assertThat(payload().path("metadata").has("fileBase64")).isFalse();
        assertThat(payload().path("metadata").path("fileTooLarge").asBoolean()).isTrue();
    }

    @Test
    void marksWhatTheRobotSaidItself() throws Exception {
        post("{\"spoken\":\"已收到\",\"receivedName\":\"小助手\",\"groupName\":\"群\",\"roomType\":1,\"textType\":1}");

        assertThat(payload().path("metadata").path("fromSelf").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"spoken\":\"a\",\"atMe\":true,\"roomType\":1,\"textType\":1}|true|1|1",
                "{\"spoken\":\"a\",\"atMe\":\"true\",\"roomType\":\"1\",\"textType\":\"15\"}|true|1|15",
                "{\"spoken\":\"a\",\"atMe\":\"1\",\"roomType\":\"x\",\"textType\":1}|true|0|1",
                "{\"spoken\":\"a\",\"atMe\":1,\"roomType\":-1,\"textType\":1.5}|true|0|0",
                "{\"spoken\":\"a\",\"atMe\":\"0\",\"roomType\":99999999999,\"textType\":1}|false|0|1",
                "{\"spoken\":\"a\",\"atMe\":null,\"roomType\":null,\"textType\":null}|false|0|0",
                "{\"spoken\":\"a\",\"new\":{\"atMe\":true},\"list\":[1,{\"textType\":7}]}|false|0|0",
            })
    void isLenientAboutTypes(String body, boolean atMe, int roomType, int textType) {
        var message = QaMessageReader.json(body.getBytes(StandardCharsets.UTF_8));

        assertThat(message.atMe()).isEqualTo(atMe);
        assertThat(message.roomType()).isEqualTo(roomType);
        assertThat(message.textType()).isEqualTo(textType);
    }

    @Test
    void takesTheOtherSpellingOfTheMessageId() {
        var message = QaMessageReader.json("{\"msgId\":19}".getBytes(StandardCharsets.UTF_8));

        assertThat(message.messageId()).isEqualTo("19");
    }

    @Test
    void dropsTheCharacterPostgresDoesNotHave() {
        var message = QaMessageReader.json("{\"spoken\":\"a\\u0000b\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(message.spoken()).isEqualTo("ab");
    }

    @Test
    void readsAForm() throws Exception {
        var headers = credentials();
        headers.put("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8");

        send(
                "worktool-callback",
                "spoken=%E4%BD%A0%E5%A5%BD+%26&receivedName=%E5%BC%A0%E4%B8%89&roomType=2&atMe=1&textType=1&empty=&=x",
                headers);

        assertThat(payload().path("message").path("content").asText()).isEqualTo("你好 &");
        assertThat(payload().path("message").path("senderName").asText()).isEqualTo("张三");
        assertThat(payload().path("atMe").asBoolean()).isTrue();
    }

    @Test
    void readsAFormInPartsWithoutTakingHeadersForFields() throws Exception {
        var headers = credentials();
        headers.put("Content-Type", "multipart/form-data; boundary=x");
        headers.put("spoken", "你好");
        headers.put("receivedName", "张三");

        send("worktool-callback", null, headers);

        assertThat(payload().path("message").path("content").asText()).isEqualTo("你好");
        assertThat(queue.accepted.getFirst().payload()).doesNotContain("demo-token");
    }

    @Test
    void takesTheRobotFromThePath() {
        var headers = new HashMap<String, Object>(Map.of("robot", "demo", "token", "demo-token"));

        var answer = send("worktool-robot-callback", GROUP_TEXT, headers);

        assertThat(status(answer)).isEqualTo(200);
        assertThat(queue.accepted).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"demo,wrong", "demo,''", "nobody,demo-token", "nobody,nobody has this token", "'',''"})
    void refusesAWrongRobotAndAWrongTokenAlike(String robot, String token) {
        var answer = send("worktool-callback", GROUP_TEXT, new HashMap<>(Map.of("robotId", robot, "token", token)));

        assertThat(status(answer)).isEqualTo(401);
        assertThat(answer.getMessage().getBody(String.class))
                .isEqualTo("{\"error\":\"The robot, the token or the signature is wrong.\"}");
        assertThat(queue.accepted).isEmpty();
    }

    @Test
    void refusesACallerWithoutCredentials() {
        assertThat(status(send("worktool-callback", GROUP_TEXT, Map.of()))).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"ping\":1}"})
    void answersAProbeWithSuccessAndStoresNothing(String body) {
        var answer = post(body);

        assertThat(status(answer)).isEqualTo(200);
        assertThat(answer.getMessage().getBody(String.class)).isEqualTo(SUCCESS);
        assertThat(answer.getMessage().getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(queue.accepted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "[1]", "\"text\"", "{\"spoken\":", "{} {}", "{\"spoken\":\"a\"}x"})
    void refusesWhatIsNotJsonWithoutACodeWorkToolWouldPost(String body) throws Exception {
        var answer = post(body);

        assertThat(status(answer)).isEqualTo(400);
        assertThat(JSON.readTree(answer.getMessage().getBody(String.class)).has("code"))
                .isFalse();
    }

    @Test
    void refusesABrokenForm() {
        var headers = credentials();
        headers.put("Content-Type", "application/x-www-form-urlencoded");

        assertThat(status(send("worktool-callback", "spoken=%zz", headers))).isEqualTo(400);
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        assertThat(status(post("{\"spoken\":\"" + "a".repeat(110_000) + "\"}"))).isEqualTo(413);
    }

    @Test
    void saysTryAgainWhenTheInboxCannotStore() throws Exception {
        queue.failWith(CallbackRoutesTests::unavailable);

        var answer = post(GROUP_TEXT);

        assertThat(status(answer)).isEqualTo(503);
        assertThat(JSON.readTree(answer.getMessage().getBody(String.class)).has("code"))
                .isFalse();
        assertThat(count("unavailable")).isEqualTo(1);
    }

    @Test
    void answersACopyLikeTheFirstOne() {
        post(GROUP_TEXT);

        var answer = post(GROUP_TEXT);

        assertThat(answer.getMessage().getBody(String.class)).isEqualTo(SUCCESS);
        assertThat(queue.accepted).hasSize(1);
        assertThat(count("accepted")).isEqualTo(1);
        assertThat(count("duplicate")).isEqualTo(1);
    }

    @Test
    void doesNotSendTheTokenBack() {
        var answer = post(GROUP_TEXT);

        assertThat(answer.getMessage().getHeaders()).containsOnlyKeys("Content-Type", Exchange.HTTP_RESPONSE_CODE);
    }

    @Test
    void demandsTheSignatureOfARobotThatSigns() throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("shared-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signature = HexFormat.of().formatHex(mac.doFinal(GROUP_TEXT.getBytes(StandardCharsets.UTF_8)));
        var headers = new HashMap<String, Object>(Map.of("robotId", "signed", "token", "signed-token"));

        var without = status(send("worktool-callback", GROUP_TEXT, new HashMap<>(headers)));
        headers.put("X-Signature", "sha256=" + signature);
        var with = status(send("worktool-callback", GROUP_TEXT, new HashMap<>(headers)));
        var changed = status(send("worktool-callback", GROUP_TEXT + " ", new HashMap<>(headers)));
        var probe = status(send("worktool-callback", "", Map.of("robotId", "signed", "token", "signed-token")));

        assertThat(without).isEqualTo(401);
        assertThat(with).isEqualTo(200);
        assertThat(changed).isEqualTo(401);
        assertThat(probe).isEqualTo(200);
    }

    @Test
    void storesTheResultOfACommandOnItsChannel() throws Exception {
        var headers = credentials();
        headers.put("type", "1");

        var answer = send("worktool-event", "{\"messageId\":\"1900000000000000123\",\"errorCode\":0}", headers);

        assertThat(status(answer)).isEqualTo(200);
        var envelope = queue.accepted.getFirst();
        assertThat(envelope.channel()).isEqualTo("worktool-result");
        assertThat(envelope.address()).isEqualTo("demo");
        assertThat(envelope.lane()).isEqualTo("1900000000000000123");
        assertThat(JSON.readTree(envelope.payload()).path("errorCode").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5|{\"robot\":\"x\"}|{\"robot\":\"x\"}",
                "6|gone|\"gone\"",
                "1|{\"no\":\"id\"}|{\"no\":\"id\"}",
                "99|[1]|[1]"
            })
    void keepsOtherReportsAsTheyCame(String type, String body, String kept) throws Exception {
        var headers = credentials();
        headers.put("type", type);

        send("worktool-event", body, headers);

        var envelope = queue.accepted.getFirst();
        assertThat(envelope.channel()).isEqualTo("worktool-event");
        assertThat(JSON.readTree(envelope.payload()).path("type").asText()).isEqualTo(type);
        assertThat(JSON.readTree(envelope.payload()).path("body")).isEqualTo(JSON.readTree(kept));
    }

    @Test
    void answersAProbeOfTheEventAddress() {
        var headers = credentials();
        headers.put("type", "5");

        assertThat(status(send("worktool-event", null, headers))).isEqualTo(200);
        assertThat(status(send("worktool-event", null, Map.of("type", "5")))).isEqualTo(401);
        assertThat(queue.accepted).isEmpty();
    }

    @Test
    void givesOneChatOneSessionAndOnePersonOneId() throws Exception {
        post(GROUP_TEXT);
        clock.pass(Duration.ofMinutes(5));
        post(GROUP_TEXT);

        var first = JSON.readTree(queue.accepted.get(0).payload());
        var second = JSON.readTree(queue.accepted.get(1).payload());
        assertThat(second.path("sessionId")).isEqualTo(first.path("sessionId"));
        assertThat(second.path("userId")).isEqualTo(first.path("userId"));
    }

    private Exchange post(String body) {
        return send("worktool-callback", body, credentials());
    }

    private static Map<String, Object> credentials() {
        return new HashMap<>(Map.of("robotId", "demo", "token", "demo-token", "Host", "hub"));
    }

    private Exchange send(String route, Object body, Map<String, Object> headers) {
        try (var template = camel.createProducerTemplate()) {
            return template.request("direct:" + route, exchange -> {
                exchange.getMessage().setHeaders(new HashMap<>(headers));
                exchange.getMessage().setBody(body);
            });
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private JsonNode payload() throws Exception {
        return JSON.readTree(queue.accepted.getFirst().payload());
    }

    private static int status(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    }

    private double count(String outcome) {
        return meters.counter("serai.worktool.callbacks", "outcome", outcome).count();
    }

    /** Only the queue makes this exception; its constructor is its own. */
    private static RuntimeException unavailable() {
        try {
            Constructor<QueueUnavailable> constructor =
                    QueueUnavailable.class.getDeclaredConstructor(String.class, Throwable.class);
            constructor.setAccessible(true);
            return constructor.newInstance("the database is gone", null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
