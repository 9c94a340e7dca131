package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CamelWireTests {

    private static final byte[] BODY = "{\"问\":1}".getBytes(StandardCharsets.UTF_8);

    private static final int TLS_HANDSHAKE = 22;

    private final StubServer server = new StubServer();
    private final Spine spine = Spine.calls();

    @AfterEach
    void stop() {
        server.close();
        spine.close();
    }

    @Test
    void handsOverTheBodyWhileItIsStillComing() throws Exception {
        var rest = new CountDownLatch(1);
        server.then(exchange -> {
            try (exchange) {
                StubServer.begin(exchange);
                exchange.getResponseBody().write("先".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                rest.await();
                exchange.getResponseBody().write("后".getBytes(StandardCharsets.UTF_8));
            }
        });

        try (var reply = spine.wire("stub").post(server.url(), Map.of("Authorization", "Bearer t"), BODY)) {
            var first = new String(reply.body().readNBytes(3), StandardCharsets.UTF_8);
            rest.countDown();
            var second = new String(reply.body().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(first + second).isEqualTo("先后");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("content-type")).contains("text/event-stream");
        }
        assertThat(server.calls()).containsExactly(new StubServer.Call("/", "Bearer t", "{\"问\":1}"));
    }

    @Test
    void closingDropsAnEndlessAnswerAtOnce() {
        var hold = new CountDownLatch(1);
        server.then(exchange -> {
            StubServer.begin(exchange);
            hold.await();
        });

        var reply = spine.wire("stub").post(server.url(), Map.of(), BODY);
        reply.close();
        reply.close();

        hold.countDown();
        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void keepsTheConnectionOfAFinishedAnswer() {
        var ports = new CopyOnWriteArrayList<Integer>();
        server.then(exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            StubServer.sse("data: [DONE]\n\n").give(exchange);
        });
        var wire = spine.wire("stub");

        await().untilAsserted(() -> {
            try (var reply = wire.post(server.url(), Map.of(), BODY)) {
                assertThat(reply.body().readNBytes(12)).hasSize(12);
                reply.finished();
            }
            assertThat(ports).hasSizeGreaterThan(1);
            assertThat(ports.getLast()).isEqualTo(ports.get(ports.size() - 2));
        });
    }

    @Test
    void aFinishedAnswerWhoseEndDoesNotComeIsDropped() {
        var hold = new CountDownLatch(1);
        server.then(exchange -> {
            StubServer.begin(exchange);
            exchange.getResponseBody().write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            hold.await();
        });
        var one = new Limits(1, null);
        var turnstile = new Turnstile("stub", Settings.none().calls(), one);
        var wire = new CamelWire(spine.camel(), wired("stub"), turnstile);

        for (int i = 0; i < 2; i++) { // the second needs the place of the first
            var reply = wire.post(server.url(), Map.of(), BODY);
            reply.finished();
            reply.close();
        }

        hold.countDown();
        assertThat(server.calls()).hasSize(2);
    }

    /** A provider whose route is there. */
    private String wired(String provider) {
        var unused = spine.wire(provider);
        return provider;
    }

    @Test
    void leavesAFourHundredToTheConnector() {
        server.then(StubServer.json(404, "{\"code\":4200}"));

        try (var reply = spine.wire("stub").post(server.url(), Map.of(), BODY)) {
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.whole()).asString().isEqualTo("{\"code\":4200}");
        }
    }

    @Test
    void callsAFiveHundredAServerError() {
        server.then(StubServer.json(503, "sk-secret-secret"));

        var error = catchThrowableOfType(
                ProviderException.ServerError.class, () -> spine.wire("stub").post(server.url(), Map.of(), BODY));

        assertThat(error.status()).isEqualTo(503);
        assertThat(error).hasMessage("Server error 503: from 'stub'").hasNoCause();
    }

    @Test
    void callsADroppedConnectionANetworkErrorAndDoesNotRepeatTheCallItself() {
        server.then(StubServer.dropped());

        var error = catchThrowableOfType(
                ProviderException.Network.class, () -> spine.wire("stub").post(server.url(), Map.of(), BODY));

        assertThat(error).hasMessageStartingWith("Network error: no answer from 'stub'");
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void callsARefusedConnectionANetworkError() {
        server.close();

        var error = catchThrowableOfType(
                ProviderException.Network.class, () -> spine.wire("stub").post(server.url(), Map.of(), BODY));

        assertThat(error.retryable()).isTrue();
    }

    @Test
    void speaksTlsToAnHttpsAddress() throws Exception {
        var firstByte = new CompletableFuture<Integer>();
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var client = socket.accept()) {
                    firstByte.complete(client.getInputStream().read());
                } catch (IOException e) {
                    firstByte.completeExceptionally(e);
                }
            });
            var address = URI.create("https://127.0.0.1:" + socket.getLocalPort());

            catchThrowableOfType(
                    ProviderException.Network.class, () -> spine.wire("stub").post(address, Map.of(), BODY));
        }

        assertThat(firstByte).isCompletedWithValue(TLS_HANDSHAKE);
    }

    @Test
    void doesNotFollowARedirect() {
        server.then(exchange -> {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });

        try (var reply = spine.wire("stub").post(server.url(), Map.of(), BODY)) {
            assertThat(Refusal.of(reply, "")).hasMessageContaining("correct the base-url");
        }
    }

    @Test
    void tellsABreakBeforeTheFirstByteFromOneInTheMiddle() throws Exception {
        server.then(StubServer.broken("")).then(StubServer.broken("half"));
        var wire = spine.wire("stub");

        try (var nothing = wire.post(server.url(), Map.of(), BODY);
                var half = wire.post(server.url(), Map.of(), BODY)) {

            assertThat(nothing.broke(failure(nothing))).isInstanceOf(ProviderException.Network.class);
            assertThat(half.broke(failure(half))).isInstanceOf(ProviderException.Broken.class);
        }
    }

    @Test
    void opensTheBreakerAndClosesItAgain() {
        server.then(StubServer.json(500, ""));
        var settings = Settings.of(Map.of(
                "serai.provider.calls.breaker.window", "4",
                "serai.provider.calls.breaker.minimum-calls", "4",
                "serai.provider.calls.breaker.open", "1s"));
        var wire = new Wires(spine.camel(), settings).to("stub");

        for (var i = 0; i < 4; i++) {
            catchThrowableOfType(ProviderException.ServerError.class, () -> wire.post(server.url(), Map.of(), BODY));
        }
        var open = catchThrowableOfType(
                ProviderException.Unavailable.class, () -> wire.post(server.url(), Map.of(), BODY));

        assertThat(open).hasMessageContaining("'stub' failed too often");
        assertThat(server.calls()).hasSize(4);

        server.then(StubServer.json(200, "{}"));
        Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> {
            try (var reply = wire.post(server.url(), Map.of(), BODY)) {
                assertThat(reply.status()).isEqualTo(200);
            }
        });
    }

    @Test
    void doesNotCountTheCallersMistakesForTheBreaker() {
        server.then(StubServer.json(400, "{}"));
        var settings = Settings.of(
                Map.of("serai.provider.calls.breaker.window", "4", "serai.provider.calls.breaker.minimum-calls", "4"));
        var wire = new Wires(spine.camel(), settings).to("stub");

        for (var i = 0; i < 10; i++) {
            wire.post(server.url(), Map.of(), BODY).close();
        }

        assertThat(server.calls()).hasSize(10);
    }

    @Test
    void refusesWhenAllPlacesStayTaken() {
        server.then(StubServer.json(200, "{}"));
        var settings = Settings.of(
                Map.of("serai.provider.calls.max-concurrent", "1", "serai.provider.calls.max-wait", "20ms"));
        var wire = new Wires(spine.camel(), settings).to("stub");

        var first = wire.post(server.url(), Map.of(), BODY);
        var refused = catchThrowableOfType(
                ProviderException.Unavailable.class, () -> wire.post(server.url(), Map.of(), BODY));
        first.close();

        assertThat(refused)
                .hasMessageContaining("all 1 places at 'stub' were taken")
                .hasMessageContaining("serai.provider.calls.max-concurrent");
        wire.post(server.url(), Map.of(), BODY).close();
    }

    private static IOException failure(Reply reply) {
        return catchThrowableOfType(IOException.class, () -> reply.body().readAllBytes());
    }
}
