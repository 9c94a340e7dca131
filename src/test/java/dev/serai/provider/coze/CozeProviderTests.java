package dev.serai.provider.coze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.Interrupt;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Recorded;
import dev.serai.provider.Resumption;
import dev.serai.provider.StubServer;
import dev.serai.provider.Usage;
import dev.serai.provider.WorkflowAnswer;
import dev.serai.provider.WorkflowEvent;
import dev.serai.provider.WorkflowProvider;
import dev.serai.provider.WorkflowProviderContract;
import dev.serai.provider.WorkflowTarget;
import dev.serai.vault.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CozeProviderTests extends WorkflowProviderContract {

    @Override
    protected WorkflowProvider provider(URI server, Secret token) {
        return Coze.by(server, token).workflows();
    }

    @Override
    protected byte[] answer() {
        return Recorded.stream("coze", "end-message");
    }

    @Override
    protected String wholeAnswer() {
        return Recorded.json("coze", "run");
    }

    @Override
    protected byte[] interrupt() {
        return Recorded.stream("coze", "interrupt");
    }

    @Override
    protected byte[] cutShort() {
        return Recorded.stream("coze", "cut-short");
    }

    @Override
    protected String started() {
        return Recorded.json("coze", "run-async");
    }

    @Override
    protected History history() {
        return new History(
                Recorded.json("coze", "history-running"),
                Recorded.json("coze", "history-interrupted"),
                Recorded.json("coze", "history-success"),
                Recorded.json("coze", "history-fail"));
    }

    private WorkflowAnswer streamed(String recorded) {
        server.then(StubServer.sse(Recorded.stream("coze", recorded), 8192));
        return stream(new ArrayList<>());
    }

    private WorkflowAnswer ran(String body) {
        server.then(StubServer.json(200, body));
        return provider().run(TARGET, INPUT, spine.wire("stub"));
    }

    @Test
    void asksAsCozeWantsToBeAsked() throws Exception {
        server.then(StubServer.sse(answer(), 8192));
        var options = new WorkflowTarget.Options("app", "bot", "999", "v0.0.5");
        var target = new WorkflowTarget("translation", "73", options);

        provider().stream(target, INPUT, spine.wire("stub"), event -> {});

        var call = server.calls().getFirst();
        assertThat(call.path()).isEqualTo("/v1/workflow/stream_run");
        assertThat(new ObjectMapper().readTree(call.body())).isEqualTo(new ObjectMapper().readTree("""
                {"workflow_id":"73","parameters":{"input":"你好"},"app_id":"app","bot_id":"bot",
                 "connector_id":"999","workflow_version":"v0.0.5"}"""));
    }

    @Test
    void tellsEachPieceAndEachPing() {
        var heard = new ArrayList<WorkflowEvent>();
        server.then(StubServer.sse(answer(), 8192));

        var answer = stream(heard);

        assertThat(heard)
                .containsExactly(
                        new WorkflowEvent.Ping(),
                        new WorkflowEvent.Message("正在翻译…", "进度", true),
                        new WorkflowEvent.Message("{\"output\":\"你好，世界\"}", "End", true));
        assertThat(answer.executeId()).isEqualTo("7500000000000000001");
        assertThat(answer.debugUrl())
                .startsWith("https://www.coze.cn/work_flow?execute_id=7500000000000000001&space_id=");
        assertThat(answer.outputs()).containsExactly(Map.entry("进度", "正在翻译…"));
    }

    @Test
    void takesAllThatWasSaidWhenTheEndNodeSaysNothing() {
        var answer = streamed("deltas-old-style");

        assertThat(answer.content()).isEqualTo("msg为坐不下！");
        assertThat(answer.usage()).isEqualTo(Usage.of(0, 0, 386));
    }

    @Test
    void callsAnErrorEventABusinessErrorWithOrWithoutDone() {
        var error = catchThrowableOfType(ProviderException.Business.class, () -> streamed("error-then-done"));

        assertThat(error.code()).isEqualTo("5000");
        assertThat(error).hasMessage("Business error 5000: [720712000] field extraction error");
    }

    @Test
    void callsTheRateCodesRateLimited() {
        var error = catchThrowableOfType(ProviderException.RateLimited.class, () -> streamed("error-alone"));

        assertThat(error.code()).isEqualTo("4020");
    }

    @Test
    void needsNoDoneWhenTheEndNodeHasFinished() {
        assertThat(streamed("end-without-done")).isEqualTo(new WorkflowAnswer("好", null, Usage.of(0, 0, 7), null));
    }

    @Test
    void callsAnEventThatIsNotJsonBroken() {
        assertThatThrownBy(() -> streamed("not-json"))
                .isInstanceOf(ProviderException.Broken.class)
                .hasMessageNotContaining("半");
    }

    @Test
    void readsAnErrorThatComesInsteadOfAStream() {
        server.then(StubServer.json(200, "{\"code\":4200,\"msg\":\"workflow does not exist\"}"))
                .then(StubServer.json(200, "{\"code\":0}"))
                .then(StubServer.json(200, "not json"));

        var error = catchThrowableOfType(ProviderException.Business.class, () -> stream(new ArrayList<>()));
        catchThrowableOfType(ProviderException.Broken.class, () -> stream(new ArrayList<>()));
        catchThrowableOfType(ProviderException.Broken.class, () -> stream(new ArrayList<>()));

        assertThat(error.code()).isEqualTo("4200");
    }

    @Test
    void readsARawErrorEvent() {
        server.then(StubServer.sse("event: error\ndata: pipe broke\n\n"));

        assertThatThrownBy(() -> stream(new ArrayList<>())).hasMessage("Business error error: pipe broke");
    }

    @Test
    void refusesAnInterruptThatCannotBeResumed() {
        server.then(StubServer.sse("event: Interrupt\ndata: {}\n\n"));

        assertThatThrownBy(() -> stream(new ArrayList<>())).isInstanceOf(ProviderException.Interrupted.class);
    }

    @Test
    void unwrapsAnEndNodeThatReturnsText() {
        var answer = ran("""
                {"code":0,"data":"{\\"content_type\\":1,\\"data\\":\\"你好\\",\\"type_for_model\\":2}","token":9}""");

        assertThat(answer.content()).isEqualTo("你好");
        assertThat(answer.usage().total()).isEqualTo(9);
    }

    @Test
    void readsAnInterruptOfARun() {
        var answer = ran("""
                {"code":0,"data":"","interrupt_data":{"event_id":"74/5","type":5,"data":"{}"}}""");

        assertThat(answer.interrupt()).isEqualTo(new Interrupt("74/5", 5, "{}"));
        assertThat(answer.executeId()).isEqualTo("74");
    }

    @Test
    void needsNoCode() {
        assertThat(ran("{\"data\":{\"a\":1},\"execute_id\":\"7\"}"))
                .isEqualTo(new WorkflowAnswer("{\"a\":1}", "7", Usage.none(), null));
    }

    @ParameterizedTest
    @ValueSource(longs = {4100, 4101, 700012006})
    void callsALoginThatIsRefusedUnauthorized(long code) {
        assertThatThrownBy(() -> ran("{\"code\":" + code + ",\"msg\":\"no\"}"))
                .isInstanceOf(ProviderException.Unauthorized.class)
                .hasMessageContaining(String.valueOf(code));
    }

    @Test
    void callsAnInterruptThatARunCannotHaveInterrupted() {
        assertThatThrownBy(() -> ran("{\"code\":6039,\"msg\":\"\"}")).isInstanceOf(ProviderException.Interrupted.class);
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThatThrownBy(() -> Coze.by(URI.create("api.coze.cn"), Secret.none()))
                .hasMessageContaining("COZE_API_BASE_URL");
    }

    @Test
    void tellsWhatOutputNodesSaidOnTheWay() {
        server.then(StubServer.json(200, Recorded.json("coze", "history-success")));

        var answer = provider().poll(TARGET, "7424000000000000001", spine.wire("stub"));

        assertThat(answer).hasValueSatisfying(done -> {
            assertThat(done.outputs()).containsExactly(Map.entry("进度", "正在翻译…"));
            assertThat(done.debugUrl()).contains("7424000000000000001");
        });
        assertThat(server.calls().getFirst().path())
                .isEqualTo("/v1/workflows/7389000000000000003/run_histories/7424000000000000001");
    }

    @Test
    void fetchesOutputsThatTheHistoryHasCutOff() {
        server.then(StubServer.json(200, Recorded.json("coze", "history-trimmed")))
                .then(StubServer.json(200, Recorded.json("coze", "node-output")));

        var answer = provider().poll(TARGET, "7424000000000000001", spine.wire("stub"));

        assertThat(answer.orElseThrow().content()).isEqualTo("{\"output\":\"very long\"}");
        assertThat(server.calls().getLast().path())
                .isEqualTo("/v1/workflows/7389000000000000003/run_histories/7424000000000000001/execute_nodes/7510");
    }

    @Test
    void turnsAwayToBeTriedAgainOnlyWhereNothingHasRun() {
        server.then(StubServer.json(200, "{\"code\":4020,\"msg\":\"rpm\"}"))
                .then(exchange -> {
                    exchange.getResponseHeaders().add("Retry-After", "2");
                    StubServer.json(429, "{\"code\":4009,\"msg\":\"cap\"}").give(exchange);
                })
                .then(StubServer.sse(Recorded.stream("coze", "error-alone"), 8192));

        var busy = catchThrowableOfType(ProviderException.RateLimited.class, () -> stream(new ArrayList<>()));
        var capped = catchThrowableOfType(ProviderException.RateLimited.class, () -> stream(new ArrayList<>()));
        var begun = catchThrowableOfType(ProviderException.RateLimited.class, () -> stream(new ArrayList<>()));

        assertThat(busy.retryable()).isTrue();
        assertThat(busy.code()).isEqualTo("4020");
        assertThat(capped.retryable()).isTrue();
        assertThat(capped.retryAfter()).contains(Duration.ofSeconds(2));
        assertThat(begun.retryable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {4013, 5000, 720700801})
    void repeatsAPassingErrorOnlyWhereAskingDoesNoHarm(long code) {
        server.then(StubServer.json(200, "{\"code\":" + code + ",\"msg\":\"later\"}"));

        var asked = catchThrowableOfType(
                ProviderException.ServerError.class, () -> provider().poll(TARGET, "1", spine.wire("stub")));
        var run = catchThrowableOfType(
                ProviderException.Business.class, () -> provider().run(TARGET, INPUT, spine.wire("stub")));

        assertThat(asked.retryable()).isTrue();
        assertThat(run.code()).isEqualTo(String.valueOf(code));
        assertThat(run.retryable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                4000,
                4001,
                4007,
                4010,
                4011,
                4012,
                4014,
                4015,
                4016,
                4019,
                4021,
                4022,
                4102,
                4104,
                4105,
                4200,
                4300,
                4314,
                4315,
                6003,
                6023,
                6031,
                720702011,
                720701013,
                777777776,
                123456789012L
            })
    void neverRepeatsWhatStaysTheSame(long code) {
        server.then(StubServer.json(200, "{\"code\":" + code + ",\"msg\":\"no\"}"));

        var error = catchThrowableOfType(ProviderException.Business.class, () -> provider()
                .resume(TARGET, new Resumption("1/2", 2, "x"), spine.wire("stub")));

        assertThat(error.code()).isEqualTo(String.valueOf(code));
        assertThat(error.retryable()).isFalse();
    }

    @Test
    void leavesTheQuotaOfTheDayForAnotherDay() {
        server.then(StubServer.json(200, "{\"code\":4008,\"msg\":\"daily quota\"}"));

        var error = catchThrowableOfType(ProviderException.RateLimited.class, () -> stream(new ArrayList<>()));

        assertThat(error.retryable()).isFalse();
    }

    @Test
    void neverBeginsARunOnceMoreThatWasCutOffForItsSilence() {
        var slow = new SteppingClock(Instant.parse("2026-03-01T08:00:00Z"), Duration.ofSeconds(90));
        var provider =
                new Coze(new CozeProperties(server.url(), Secret.of("pat_1"), "", Coze.noApp()), slow).workflows();
        server.then(StubServer.dropped());

        var error = catchThrowableOfType(
                ProviderException.Broken.class, () -> provider.run(TARGET, INPUT, spine.wire("stub")));

        assertThat(error).hasMessageContaining("run the workflow as a stream");
        assertThat(error.retryable()).isFalse();
    }

    /** Each look at this clock is some time after the last. */
    private static final class SteppingClock extends Clock {
        private final Duration step;
        private Instant now;

        SteppingClock(Instant start, Duration step) {
            this.now = start;
            this.step = step;
        }

        @Override
        public Instant instant() {
            now = now.plus(step);
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
}
