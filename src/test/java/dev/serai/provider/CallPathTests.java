package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The call path over real sockets. */
@Timeout(60)
class CallPathTests {

    private final StubServer server = new StubServer();
    private final Spine spine = Spine.calls();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void stop() {
        never.countDown();
        server.close();
        spine.close();
    }

    /** Reads the body as text, a message for each line. */
    private record Lines(URI server) implements RunsOnly {

        @Override
        public String name() {
            return "coze";
        }

        @Override
        public List<String> validateConfig(WorkflowTarget target) {
            return List.of();
        }

        @Override
        public WorkflowAnswer run(WorkflowTarget target, Map<String, Object> parameters, Wire wire) {
            try (var reply = wire.post(server, Map.of(), new byte[0])) {
                return answer(new String(reply.whole(), StandardCharsets.UTF_8));
            }
        }

        @Override
        public WorkflowAnswer stream(
                WorkflowTarget target, Map<String, Object> parameters, Wire wire, Consumer<WorkflowEvent> listener) {
            var all = new StringBuilder();
            try (var reply = wire.post(server, Map.of(), new byte[0])) {
                for (int b = reply.body().read(); b >= 0; b = reply.body().read()) {
                    all.append((char) b);
                    listener.accept(new WorkflowEvent.Message(String.valueOf((char) b), "", false));
                }
                return answer(all.toString());
            } catch (IOException e) {
                throw new ProviderException.Broken("stub", e);
            }
        }

        private static WorkflowAnswer answer(String content) {
            return new WorkflowAnswer(content, null, Usage.none(), null);
        }
    }

    private Workflows workflows(String timeout) {
        var settings = Map.of(
                "serai.provider.workflows.w.workflow-id", "1",
                "serai.provider.workflows.w.timeout", timeout,
                "serai.provider.calls.max-concurrent", "1",
                "serai.provider.log.enabled", "false");
        return new Calls(spine.camel(), settings).workflows(new Lines(server.url()));
    }

    private static WorkflowAnswer run(Workflows workflows, Workflows.Mode mode) {
        return workflows.run("w", Map.of(), CallTag.none(), mode);
    }

    @Test
    void triesAgainAfterAFiveHundredAndADrop() {
        server.then(StubServer.json(500, "")).then(StubServer.dropped()).then(StubServer.json(200, "ok"));

        var answer = run(workflows("60s"), Workflows.Mode.SYNC);

        assertThat(answer.content()).isEqualTo("ok");
        assertThat(server.calls()).hasSize(3);
    }

    @Test
    void aProviderIsNotCalledMoreOftenInASecondThanIsWanted() {
        server.then(StubServer.json(200, "ok"));
        var settings = Map.of(
                "serai.provider.workflows.w.workflow-id", "1",
                "serai.provider.calls.rate-limit", "1",
                "serai.provider.calls.max-wait", "0s",
                "serai.provider.log.enabled", "false");
        var workflows = new Calls(spine.camel(), settings).workflows(new Lines(server.url()));

        // a second may pass in between, so some of many calls have to be refused and not a certain one
        var refused = IntStream.range(0, 30)
                .mapToObj(i -> catchThrowableOfType(
                        ProviderException.Unavailable.class, () -> run(workflows, Workflows.Mode.SYNC)))
                .filter(Objects::nonNull)
                .toList();

        assertThat(refused).isNotEmpty().first().asString().contains("raise serai.provider.calls.rate-limit");
        assertThat(server.calls()).hasSize(30 - refused.size());
    }

    @Test
    void endsAtTheTimeLimitBeforeTheFirstByteAndGivesThePlaceBack() {
        server.then(exchange -> never.await()).then(StubServer.json(200, "ok"));
        var slow = workflows("300ms");

        var error = catchThrowableOfType(ProviderException.TimedOut.class, () -> run(slow, Workflows.Mode.SYNC));

        assertThat(error).hasMessage("Timeout after 300ms");
        assertThat(server.calls()).hasSize(1);
        assertThat(run(slow, Workflows.Mode.SYNC).content()).isEqualTo("ok");
    }

    @Test
    void endsAtTheTimeLimitInTheMiddleOfAStream() {
        server.then(exchange -> {
            StubServer.begin(exchange);
            exchange.getResponseBody().write('a');
            exchange.getResponseBody().flush();
            never.await();
        });

        var error = catchThrowableOfType(
                ProviderException.TimedOut.class, () -> run(workflows("300ms"), Workflows.Mode.STREAM));

        assertThat(error.code()).isEqualTo("timeout");
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void givesThePlaceBackWhenTheListenerGivesUp() {
        server.then(StubServer.sse("abc")).then(StubServer.json(200, "ok"));
        var workflows = workflows("60s");

        catchThrowableOfType(
                IllegalStateException.class,
                () -> workflows.stream("w", Map.of(), CallTag.none(), event -> {
                    throw new IllegalStateException("client gone");
                }));

        assertThat(run(workflows, Workflows.Mode.SYNC).content()).isEqualTo("ok");
    }

    @Test
    void carriesHundredsOfStreamsAtOnce() {
        var all = new CountDownLatch(300);
        server.then(exchange -> {
            try (exchange) {
                StubServer.begin(exchange);
                exchange.getResponseBody().write('a');
                exchange.getResponseBody().flush();
                all.countDown();
                all.await();
                exchange.getResponseBody().write('z');
            }
        });
        var settings = Map.of("serai.provider.workflows.w.workflow-id", "1", "serai.provider.log.enabled", "false");
        var workflows = new Calls(spine.camel(), settings).workflows(new Lines(server.url()));

        var answers = IntStream.range(0, 300)
                .mapToObj(i -> {
                    var answer = new CompletableFuture<String>();
                    Thread.ofVirtual().start(() -> {
                        try {
                            answer.complete(
                                    run(workflows, Workflows.Mode.STREAM).content());
                        } catch (RuntimeException e) {
                            answer.completeExceptionally(e);
                        }
                    });
                    return answer;
                })
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo("az"));
    }
}
