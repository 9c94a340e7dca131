package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.serai.vault.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every workflow provider must do, whatever its wire looks like. */
@Timeout(60)
public abstract class WorkflowProviderContract {

    protected static final WorkflowTarget TARGET = new WorkflowTarget(
            "translation", "7389000000000000003", new WorkflowTarget.Options(null, null, "1024", null));
    protected static final Map<String, Object> INPUT = Map.of("input", "你好");

    protected final StubServer server = new StubServer();
    protected final Spine spine = Spine.calls();

    protected abstract WorkflowProvider provider(URI server, Secret token);

    /** A stream in which an output node speaks first and the end node says {@code {"output":"你好，世界"}}. */
    protected abstract byte[] answer();

    /** The same answer in one piece. */
    protected abstract String wholeAnswer();

    /** A stream that asks for something with the event id {@code 7404830425073352713/2769808280134765896}. */
    protected abstract byte[] interrupt();

    /** A stream that breaks off without an end. */
    protected abstract byte[] cutShort();

    /** What a run in the background is answered with; its id is {@code 7424000000000000001}. */
    protected abstract String started();

    /** What is told of that run while it is under way, when it waits for an answer, is done, and has failed. */
    protected abstract History history();

    /**
     * Four answers to the question what became of a run.
     *
     * @param waiting as {@link #interrupt()}
     * @param done as {@link #answer()}
     * @param failed with the code 5000
     */
    public record History(String running, String waiting, String done, String failed) {}

    @AfterEach
    void stop() {
        server.close();
        spine.close();
    }

    protected WorkflowProvider provider() {
        return provider(server.url(), Secret.of("pat_secret12345"));
    }

    protected WorkflowAnswer stream(List<WorkflowEvent> heard) {
        return provider().stream(TARGET, INPUT, spine.wire("stub"), heard::add);
    }

    @Test
    void saysWhichVariableIsMissing() {
        assertThat(provider(server.url(), Secret.none()).validateConfig(TARGET))
                .singleElement()
                .asString()
                .contains("_TOKEN");
        assertThat(provider().validateConfig(TARGET)).isEmpty();
    }

    @Test
    void readsAStreamSplitAnywhere() {
        for (var piece : List.of(1, 7, 8192)) {
            server.then(StubServer.sse(answer(), piece));
        }

        for (var i = 0; i < 3; i++) {
            var heard = new ArrayList<WorkflowEvent>();
            var answer = stream(heard);

            assertThat(answer.content()).isEqualTo("{\"output\":\"你好，世界\"}");
            assertThat(answer.usage()).isEqualTo(Usage.of(120, 30, 150));
            assertThat(answer.interrupted()).isFalse();
            assertThat(heard).hasAtLeastOneElementOfType(WorkflowEvent.Message.class);
            assertThat(heard)
                    .allMatch(event -> event instanceof WorkflowEvent.Message || event instanceof WorkflowEvent.Ping);
        }
    }

    @Test
    void answersTheSameInOnePiece() {
        server.then(StubServer.json(200, wholeAnswer()));

        var answer = provider().run(TARGET, INPUT, spine.wire("stub"));

        assertThat(answer.content()).isEqualTo("{\"output\":\"你好，世界\"}");
        assertThat(answer.usage()).isEqualTo(Usage.of(120, 30, 150));
    }

    @Test
    void stopsAtAnInterrupt() {
        server.then(StubServer.sse(interrupt(), 8192));

        var answer = stream(new ArrayList<>());

        assertThat(answer.interrupt()).isEqualTo(new Interrupt("7404830425073352713/2769808280134765896", 2, ""));
        assertThat(answer.content()).isEqualTo("请问你想查看哪个城市、哪一天的天气呢");
    }

    @Test
    void callsAStreamWithoutAnEndBroken() {
        server.then(StubServer.sse(cutShort(), 8192));

        var error = catchThrowableOfType(ProviderException.Broken.class, () -> stream(new ArrayList<>()));

        assertThat(error.retryable()).isFalse();
    }

    @Test
    void callsAConnectionThatBreaksOffBroken() {
        server.then(StubServer.broken(new String(cutShort(), StandardCharsets.UTF_8)));

        var error = catchThrowableOfType(ProviderException.Broken.class, () -> stream(new ArrayList<>()));

        assertThat(error).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void callsAConnectionThatBreaksBeforeTheFirstByteANetworkError() {
        server.then(StubServer.broken(""));

        var error = catchThrowableOfType(ProviderException.Network.class, () -> stream(new ArrayList<>()));

        assertThat(error.retryable()).isTrue();
    }

    @Test
    void translatesTheStatus() {
        server.then(StubServer.json(401, "{\"code\":4100,\"msg\":\"authentication is invalid\"}"))
                .then(exchange -> {
                    exchange.getResponseHeaders().add("Retry-After", "3");
                    StubServer.json(429, "{}").give(exchange);
                })
                .then(StubServer.json(400, "{\"code\":4000,\"msg\":\"bad\"}"))
                .then(StubServer.json(503, ""));

        catchThrowableOfType(ProviderException.Unauthorized.class, () -> stream(new ArrayList<>()));
        var limited = catchThrowableOfType(ProviderException.RateLimited.class, () -> stream(new ArrayList<>()));
        catchThrowableOfType(ProviderException.BadRequest.class, () -> stream(new ArrayList<>()));
        catchThrowableOfType(ProviderException.ServerError.class, () -> stream(new ArrayList<>()));

        assertThat(limited.retryAfter()).contains(Duration.ofSeconds(3));
    }

    @Test
    void keepsItsTokenToItself() {
        server.then(StubServer.json(401, "{\"code\":4100,\"msg\":\"pat_secret12345 is invalid\"}"));

        var error = catchThrowableOfType(ProviderException.class, () -> stream(new ArrayList<>()));

        assertThat(error).hasMessageNotContaining("secret12345");
        assertThat(server.calls().getFirst().authorization()).isEqualTo("Bearer pat_secret12345");
    }

    @Test
    void startsARunInTheBackgroundAndAsksUntilItIsDone() {
        server.then(StubServer.json(200, started()))
                .then(StubServer.json(200, history().running()))
                .then(StubServer.json(200, history().done()));
        var wire = spine.wire("stub");

        var id = provider().start(TARGET, INPUT, wire);
        var early = provider().poll(TARGET, id, wire);
        var late = provider().poll(TARGET, id, wire);

        assertThat(id).isEqualTo("7424000000000000001");
        assertThat(early).isEmpty();
        assertThat(late).hasValueSatisfying(answer -> {
            assertThat(answer.content()).isEqualTo("{\"output\":\"你好，世界\"}");
            assertThat(answer.usage()).isEqualTo(Usage.of(120, 30, 150));
            assertThat(answer.executeId()).isEqualTo(id);
            assertThat(answer.interrupted()).isFalse();
        });
        assertThat(server.calls().get(1).path()).contains(TARGET.workflowId(), id);
    }

    @Test
    void tellsThatARunInTheBackgroundWaitsOrHasFailed() {
        server.then(StubServer.json(200, history().waiting()))
                .then(StubServer.json(200, history().failed()));
        var wire = spine.wire("stub");

        var waiting = provider().poll(TARGET, "1", wire);
        var error = catchThrowableOfType(
                ProviderException.Business.class, () -> provider().poll(TARGET, "1", wire));

        assertThat(waiting).hasValueSatisfying(answer -> assertThat(answer.interrupt())
                .isEqualTo(new Interrupt("7404830425073352713/2769808280134765896", 2, "")));
        assertThat(error.code()).isEqualTo("5000");
    }

    @Test
    void asksAgainWhereAskingDoesNoHarm() {
        server.then(StubServer.json(503, ""));

        var error = catchThrowableOfType(
                ProviderException.ServerError.class, () -> provider().poll(TARGET, "1", spine.wire("stub")));

        assertThat(error.retryable()).isTrue();
    }

    @Test
    void resumesInOnePieceAndPieceByPiece() {
        server.then(StubServer.json(200, wholeAnswer())).then(StubServer.sse(answer(), 8192));
        var resumption = new Resumption("7404830425073352713/2769808280134765896", 2, "杭州");
        var heard = new ArrayList<WorkflowEvent>();

        var whole = provider().resume(TARGET, resumption, spine.wire("stub"));
        var streamed = provider().resume(TARGET, resumption, spine.wire("stub"), heard::add);

        assertThat(whole.content()).isEqualTo("{\"output\":\"你好，世界\"}");
        assertThat(streamed.content()).isEqualTo(whole.content());
        assertThat(heard).isNotEmpty();
        assertThat(server.calls())
                .allSatisfy(call -> assertThat(call.body()).contains("7404830425073352713/2769808280134765896", "杭州"));
    }
}
