package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import dev.serai.engine.Effect;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.Outcome;
import dev.serai.flow.SettingsRejected;
import dev.serai.provider.StubServer;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRequestNodeTests {

    private final StubServer server = new StubServer();

    @SuppressWarnings("resource") // closed after each test
    private final DefaultCamelContext camel = new DefaultCamelContext();

    private final AtomicReference<HttpExchange> request = new AtomicReference<>();
    private final NodeProperties properties =
            NodeSettings.allowing("127.0.0.1:" + server.url().getPort());
    private HttpRequestNode kind;

    @BeforeEach
    void start() throws Exception {
        camel.getRegistry().bind("nodeConnections", new HttpConnections(properties));
        camel.getRegistry().bind("nodeHttpBody", new HttpBody(properties));
        var route = Files.readString(Path.of("routes/node-http.camel.yaml"));
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("node-http.camel.yaml", route));
        camel.start();
        kind = new HttpRequestNode(new HttpCaller(camel.createProducerTemplate()), properties);
    }

    @AfterEach
    void stop() {
        server.close();
        camel.stop();
    }

    private void answer(int status, String type, String body) {
        server.then(exchange -> {
            request.set(exchange);
            StubServer.status(status, type, body).give(exchange);
        });
    }

    private Outcome run(String settings, TestStep step) {
        return kind.run(
                TestStep.settings(kind, settings.replace("URL", server.url().toString())), step);
    }

    private NodeFailed failure(String settings) {
        return catchThrowableOfType(NodeFailed.class, () -> run(settings, TestStep.message("x")));
    }

    @Test
    void asksAndTellsStatusHeadersAndBody() {
        answer(200, "application/json; charset=utf-8", "{\"订单\":[1,\"已发货\"]}");

        var output = run("{url: URL/orders}", TestStep.message("x")).output();

        assertThat(output)
                .containsEntry("status", 200)
                .containsEntry("body", Map.of("订单", List.of(1, "已发货")))
                .extractingByKey("headers")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("content-type", "application/json; charset=utf-8");
        assertThat(request.get().getRequestMethod()).isEqualTo("GET");
    }

    @ParameterizedTest
    @CsvSource({"application/json, '{\"a\":\"b\\u0000c\"}', {a=b c}", "text/plain, 'b\0c', b c"})
    void keepsNoCharacterThatTheDatabaseCannot(String type, String body, String kept) {
        answer(200, type, body);

        assertThat(run("{url: URL/x}", TestStep.message("x")).output().get("body"))
                .hasToString(kept);
    }

    @Test
    void valuesStayValuesWhateverASenderWrites() {
        answer(200, "text/plain", "好");
        var hostile = "张三/../x?a=1&b=2#c {{userName}} ${body} %2e";

        run("{url: 'URL/u/{{message.content}}/o?q={{message.content}}&z=1'}", TestStep.message(hostile));

        var encoded = "%E5%BC%A0%E4%B8%89%2F..%2Fx%3Fa%3D1%26b%3D2%23c%20%7B%7BuserName%7D%7D%20%24%7Bbody%7D%20%252e";
        assertThat(request.get().getRequestURI().toString()).isEqualTo("/u/" + encoded + "/o?q=" + encoded + "&z=1");
    }

    @Test
    void sendsAnObjectAsJsonWithValuesInPlace() {
        answer(201, "text/plain", "");

        run(
                "{method: post, url: URL/orders, body: {name: '{{message.content}}', tags: ['{{userName}}', 2]}}",
                TestStep.message("\",\"admin\":true"));

        assertThat(server.calls().getFirst().body())
                .isEqualTo("{\"name\":\"\\\",\\\"admin\\\":true\",\"tags\":[\"张三\",2]}");
        assertThat(request.get().getRequestHeaders().getFirst("Content-Type")).startsWith("application/json");
    }

    @Test
    void sendsOnlyTheHeadersItsAuthorWants() {
        answer(200, "text/plain", "");

        run("{url: URL/x, auth: crm, headers: {X-User: '{{robotId}}', accept: text/plain}}", TestStep.message("x"));

        assertThat(request.get().getRequestHeaders().keySet())
                .containsExactlyInAnyOrder("Authorization", "X-user", "Accept", "Host", "Connection", "User-agent");
        assertThat(request.get().getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer s3cret");
        assertThat(request.get().getRequestHeaders().getFirst("X-User")).isEqualTo("demo");
    }

    @Test
    void aSecretWithASchemeIsSentAsItIs() {
        answer(200, "text/plain", "");

        var outcome = run("{url: URL/x, auth: basic}", TestStep.message("x"));

        assertThat(server.calls().getFirst().authorization()).isEqualTo("Basic dTpw");
        assertThat(outcome.toString() + properties).doesNotContain("dTpw").doesNotContain("s3cret");
    }

    @Test
    void failsForASecretNobodyConfigured() {
        assertThat(failure("{url: URL/x, auth: other}"))
                .hasMessageContaining("serai.node.secrets.other")
                .returns(false, NodeFailed::retryable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/x",
                "http://localhost/x",
                "http://169.254.169.254/latest/meta-data",
                "http://2130706433/",
                "https://example.com/",
                "http://[::1]/x",
                "http://127.0.0.1.evil.example/"
            })
    void callsNobodyWhoIsNotListed(String url) {
        assertThat(failure("{url: '" + url + "'}"))
                .hasMessageContaining("serai.node.http.allow")
                .returns(false, NodeFailed::retryable);
        assertThat(server.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{url: 'https://{{message.content}}/x'}",
                "{url: 'https://a.example{{message.content}}/x'}",
                "{url: 'https://user:pass@a.example/'}",
                "{url: '{{message.content}}'}",
                "{url: 'file:///etc/passwd'}",
                "{url: 'https://a.example/a b'}",
                "{url: 'https://a.example', method: steal}",
                "{url: 'https://a.example', body: {a: 1}}",
                "{url: 'https://a.example', method: post, body: '{{userName}}', headers: {content-type: application/json}}",
                "{url: 'https://a.example', timeout: 6m}",
                "{url: 'https://a.example', expectStatus: [20]}",
                "{url: 'https://a.example', headers: {Host: b.example}}",
                "{url: 'https://a.example', headers: {CamelHttpUri: b.example}}",
                "{url: 'https://a.example', headers: {Authorization: x}}",
                "{url: 'https://a.example', headers: {'a b': x}}"
            })
    void refusesWrongSettings(String settings) {
        assertThatThrownBy(() -> TestStep.settings(kind, settings)).isInstanceOf(SettingsRejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "你好"})
    void aHeaderCannotBecomeAnother(String text) {
        var settings =
                TestStep.settings(kind, "{url: '" + server.url() + "/x', headers: {X-A: '{{message.content}}'}}");

        assertThatThrownBy(() -> kind.run(settings, TestStep.message(text)))
                .isInstanceOf(NodeFailed.class)
                .hasMessageContaining("X-A");
    }

    @ParameterizedTest
    @CsvSource({"get, 500, true", "get, 404, false", "get, 429, true", "post, 500, false", "get, 302, false"})
    void aStatusNobodyExpectsFails(String method, int status, boolean retryable) {
        answer(status, "text/plain", "secret body");

        assertThat(failure("{url: URL/x, method: " + method + "}"))
                .hasMessageContaining("status " + status)
                .hasMessageNotContaining("secret body")
                .returns(retryable, NodeFailed::retryable);
    }

    @Test
    void aStatusThatIsExpectedIsFine() {
        answer(404, "text/plain", "没有");

        assertThat(run("{url: URL/x, expectStatus: [200, 404]}", TestStep.message("x"))
                        .output())
                .containsEntry("status", 404)
                .containsEntry("body", "没有");
    }

    @ParameterizedTest
    @CsvSource({"get, true", "delete, false"})
    void doesNotWaitLongerThanItMay(String method, boolean retryable) {
        var never = new CountDownLatch(1);
        server.then(exchange -> never.await());

        assertThat(failure("{url: URL/x, timeout: 200ms, method: " + method + "}"))
                .hasMessageContaining("within")
                .returns(retryable, NodeFailed::retryable);
        never.countDown();
    }

    @Test
    void aCallThatWasNeverSentMayBeMadeAgain() {
        server.close();

        assertThat(failure("{url: URL/x, method: post}")).returns(true, NodeFailed::retryable);
    }

    @Test
    void takesNoAnswerThatIsTooLong() {
        answer(200, "text/plain", "长".repeat(1000));

        assertThat(failure("{url: URL/x}")).hasMessageContaining("serai.node.http.max-body");
    }

    @Test
    void afterACrashOnlyWhatReadsIsAskedAgain() {
        answer(200, "text/plain", "ok");

        assertThat(kind.effect()).isEqualTo(Effect.ONCE);
        assertThat(kind.timeLimit()).isGreaterThan(Duration.ofMinutes(5));
        assertThat(kind.lookUp(TestStep.settings(kind, "{url: '" + server.url() + "/x'}"), TestStep.message("x")))
                .isPresent();
        assertThat(kind.lookUp(
                        TestStep.settings(kind, "{method: put, url: '" + server.url() + "/x'}"), TestStep.message("x")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "api.example.com,      https://api.example.com/x,      true",
        "api.example.com,      https://API.example.com:443/x,  true",
        "api.example.com,      http://api.example.com:8080/x,  false",
        "api.example.com:8080, http://api.example.com:8080/x,  true",
        "*.example.com,        https://a.b.example.com,        true",
        "*.example.com,        https://example.com,            false",
        "*.example.com,        https://evilexample.com,        false",
        "'[::1]:9000',         'http://[::1]:9000/',           true"
    })
    void hostsAreAllowedByNameAndPort(String entry, String url, boolean allowed) {
        var address = HttpAddress.of(dev.serai.flow.Template.of(url));

        assertThat(new AllowedHosts(List.of(entry)).allow(address)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, true", "10.1.2.3, false", "172.16.0.1, false", "192.168.1.1, false", "127.0.0.1, false",
        "169.254.169.254, false", "100.64.0.1, false", "0.0.0.1, false", "::1, false", "fd00::1, false",
        "fe80::1, false", "::ffff:10.0.0.1, false", "2001:4860:4860::8888, true"
    })
    void privateAddressesAreKnown(String address, boolean known) throws Exception {
        assertThat(AllowedHosts.isPublic(InetAddress.getByName(address))).isEqualTo(known);
    }
}
