package dev.serai.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.flow.TriggerType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
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
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** The way in for other systems, as the route has it, from the request to the inbox and the answer. */
class WebhookRouteTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(7);
    private static final String ORDER = "{\"orderId\":7,\"text\":\"你好\"}";
    private static final String OPEN = "{webhookUrl: /hooks/orders, verifySignature: false}";
    private static final String RUN = "{\"status\":\"%s\",\"result\":{\"answer\":42}}";

    private final MemoryQueue queue = new MemoryQueue();
    private final MemoryFlows flows = new MemoryFlows();
    private final ActiveTriggers triggers = new ActiveTriggers(flows);
    private final Map<String, JsonNode> outputs = new HashMap<>();
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void load() throws Exception {
        var keys = Map.of(
                "orders", new HookKey(null, "let-me-in"),
                "signed", new HookKey("hush", null),
                "empty", new HookKey("", " "));
        var properties = Settings.of(PATIENCE, keys);
        var beans = new StaticListableBeanFactory();
        beans.addBean("outputs", (NodeOutputs) (run, node) -> Optional.ofNullable(outputs.get(node)));
        var replies = new WebhookReplies(queue, beans.getBeanProvider(NodeOutputs.class), properties);
        var clock = Clock.fixed(NOON, ZoneOffset.UTC);
        camel.getRegistry().bind("webhookDoor", new WebhookDoor(triggers, queue, replies, properties, clock));
        var resource = PluginHelper.getResourceLoader(camel).resolveResource("file:routes/trigger-webhook.camel.yaml");
        PluginHelper.getRoutesLoader(camel).loadRoutes(resource);
        AdviceWith.adviceWith(camel, "trigger-webhook", advice -> advice.replaceFromWith("direct:hooks"));
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private void flow(String config) {
        flows.put("flow_a", TriggerType.WEBHOOK, config);
        triggers.forget();
    }

    private Exchange call(String hook, String body, Map<String, Object> headers) {
        var all = new HashMap<>(headers);
        all.put("hook", hook);
        return camel.createFluentProducerTemplate()
                .to("direct:hooks")
                .withHeaders(all)
                .withBody(body.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private static int status(Exchange answer) {
        return answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    }

    private static JsonNode json(Exchange answer) throws Exception {
        return JSON.readTree(answer.getMessage().getBody(String.class));
    }

    @Test
    void storesACallAndAnswersAtOnce() throws Exception {
        flow(OPEN);

        var answer = call("orders", ORDER, Map.of("X-GitHub-Event", "push", "X-Signature", "s", "Authorization", "a"));

        assertThat(status(answer)).isEqualTo(200);
        var envelope = queue.accepted.getFirst();
        assertThat(json(answer))
                .isEqualTo(JSON.readTree("{\"code\":0,\"message\":\"success\",\"data\":{\"status\":\"accepted\","
                        + "\"runId\":\"" + envelope.id() + "\"}}"));
        assertThat(envelope.channel()).isEqualTo("flow");
        assertThat(envelope.address()).isEqualTo("flow_a");
        assertThat(JSON.readTree(envelope.payload()))
                .isEqualTo(JSON.readTree("{\"metadata\":{\"trigger\":\"webhook\",\"hook\":\"orders\","
                        + "\"headers\":{\"x-github-event\":\"push\"},\"message\":" + ORDER + "}}"));
        assertThat(answer.getMessage().getHeaders()).doesNotContainKeys("Authorization", "X-GitHub-Event");
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer let-me-in, 200",
        "token,         let-me-in,        200",
        "token,         let-me,           401",
        "Authorization, let-me-in,        401",
        "X-Other,       let-me-in,        401"
    })
    void knowsItsCallersByTheirToken(String header, String value, int status) {
        flow("{webhookUrl: /hooks/orders}");

        assertThat(status(call("orders", ORDER, Map.of(header, value)))).isEqualTo(status);
        assertThat(queue.accepted).hasSize(status == 200 ? 1 : 0);
    }

    @Test
    void knowsItsCallersByTheirSignature() throws Exception {
        flow("{webhookUrl: /hooks/signed, idempotencyCheck: false}");
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("hush".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var right = HexFormat.of().formatHex(mac.doFinal(ORDER.getBytes(StandardCharsets.UTF_8)));

        assertThat(status(call("signed", ORDER, Map.of("X-Signature", right)))).isEqualTo(200);
        assertThat(status(call("signed", ORDER, Map.of("X-Signature", "sha256=" + right.toUpperCase()))))
                .isEqualTo(200);
        assertThat(status(call("signed", ORDER + " ", Map.of("X-Signature", right))))
                .isEqualTo(401);
        assertThat(status(call("signed", ORDER, Map.of()))).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "unheard-of"})
    void letsNobodyInWhoCannotBeKnown(String hook) {
        flow("{webhookUrl: /hooks/" + hook + "}");

        assertThat(status(call(hook, ORDER, Map.of("token", "", "X-Signature", ""))))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "5", "{\"a\":", "words"})
    void refusesABodyThatIsNoObject(String body) {
        flow(OPEN);

        assertThat(status(call("orders", body, Map.of()))).isEqualTo(400);
        assertThat(queue.offered).isEmpty();
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        flow(OPEN);

        assertThat(status(call("orders", "{\"a\":\"" + "x".repeat(2000) + "\"}", Map.of())))
                .isEqualTo(413);
    }

    @Test
    void nobodyIsCalledWhereNoFlowIsButOnlyOnceTheHubHasStarted() {
        assertThat(status(call("orders", ORDER, Map.of()))).isEqualTo(503);

        flow("{}");
        triggers.ready();

        assertThat(status(call("orders", ORDER, Map.of()))).isEqualTo(404);
        assertThat(status(call("", ORDER, Map.of()))).isEqualTo(404);
    }

    @Test
    void ofFlowsWithTheSameAddressTheFirstIsCalled() {
        flows.put("flow_b", TriggerType.WEBHOOK, OPEN);
        flow(OPEN);

        call("orders", ORDER, Map.of());

        assertThat(queue.accepted).extracting("address").containsExactly("flow_a");
    }

    @Test
    void asksToTryAgainWhenItCannotBeStored() {
        flow(OPEN);
        queue.away = true;

        assertThat(status(call("orders", ORDER, Map.of()))).isEqualTo(503);
    }

    @Test
    void aSecondCopyStartsNothing() throws Exception {
        flow(OPEN);

        call("orders", ORDER, Map.of());
        var copy = call("orders", ORDER, Map.of());
        call("orders", ORDER, Map.of("Idempotency-Key", "k1"));
        call("orders", "{}", Map.of("Idempotency-Key", "k1"));

        assertThat(status(copy)).isEqualTo(200);
        assertThat(json(copy).at("/data/status").asText()).isEqualTo("duplicate");
        assertThat(queue.accepted).hasSize(2);
    }

    @Test
    void everyCopyStartsARunIfTheAuthorWantsThat() {
        flow("{webhookUrl: /hooks/orders, verifySignature: false, idempotencyCheck: false}");

        call("orders", ORDER, Map.of());
        call("orders", ORDER, Map.of());

        assertThat(queue.accepted).hasSize(2);
    }

    @Test
    void answersWithTheResultOfTheRun() throws Exception {
        flow("{webhookUrl: /hooks/orders, verifySignature: false, responseMode: lastNode}");
        queue.answer.complete(RUN.formatted("completed"));

        var answer = call("orders", ORDER, Map.of());

        assertThat(status(answer)).isEqualTo(200);
        assertThat(json(answer)).isEqualTo(JSON.readTree("{\"answer\":42}"));
        assertThat(queue.patience).isEqualTo(PATIENCE);
        assertThat(json(call("orders", ORDER, Map.of())).at("/data/status").asText())
                .isEqualTo("duplicate");
    }

    @Test
    void answersWithWhatTheNamedNodeLeft() throws Exception {
        flow("{webhookUrl: /hooks/orders, verifySignature: false, idempotencyCheck: false, responseMode: node,"
                + " responseNode: reply}");
        queue.answer.complete(RUN.formatted("completed"));

        assertThat(status(call("orders", ORDER, Map.of()))).isEqualTo(500);
        outputs.put("reply", JSON.readTree("{\"text\":\"好\"}"));
        var answer = call("orders", ORDER, Map.of());

        assertThat(status(answer)).isEqualTo(200);
        assertThat(json(answer)).isEqualTo(JSON.readTree("{\"text\":\"好\"}"));
    }

    @Test
    void aRunThatFailsIsToldWithoutItsReasons() throws Exception {
        flow("{webhookUrl: /hooks/orders, verifySignature: false, responseMode: lastNode}");
        queue.answer.complete(RUN.formatted("failed"));

        var answer = call("orders", ORDER, Map.of());

        assertThat(status(answer)).isEqualTo(500);
        assertThat(json(answer).path("message").asText())
                .contains(queue.requested.getFirst().id().toString());
    }

    @Test
    void aCallerWaitsOnlySoLong() throws Exception {
        flow("{webhookUrl: /hooks/orders, verifySignature: false, responseMode: lastNode}");
        queue.answer.completeExceptionally(new TimeoutException());

        var answer = call("orders", ORDER, Map.of());

        assertThat(status(answer)).isEqualTo(202);
        assertThat(json(answer).at("/data/runId").asText())
                .isEqualTo(queue.requested.getFirst().id().toString());
    }

    @Test
    void keysDoNotShowThemselves() {
        assertThat(Settings.of(PATIENCE, Map.of("orders", new HookKey("hush", "let-me-in")))
                        .toString())
                .doesNotContain("hush", "let-me-in");
    }
}
