package dev.serai.provider.coze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.Interrupt;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Recorded;
import dev.serai.provider.StubServer;
import dev.serai.provider.Usage;
import dev.serai.provider.WorkflowAnswer;
import dev.serai.provider.WorkflowEvent;
import dev.serai.provider.WorkflowProvider;
import dev.serai.provider.WorkflowProviderContract;
import dev.serai.provider.WorkflowTarget;
import dev.serai.vault.Secret;
import java.net.URI;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CozeProviderTests extends WorkflowProviderContract {

    @Override
    protected WorkflowProvider provider(URI server, Secret token) {
        return new CozeProvider(new CozeProperties(server, token), new ObjectMapper());
    }

    @Override
    protected byte[] answer() {
        return Recorded.stream("coze", "end-message");
    }

    @Override
    protected String wholeAnswer() {
        return """
                {"code":0,"msg":"","data":"{\\"output\\":\\"你好，世界\\"}",
                 "debug_url":"https://www.coze.cn/work_flow?execute_id=7413000000000000001&space_id=1",
                 "usage":{"input_count":120,"output_count":30,"token_count":150},"detail":{"logid":"2026"}}""";
    }

    @Override
    protected byte[] interrupt() {
        return Recorded.stream("coze", "interrupt");
    }

    @Override
    protected byte[] cutShort() {
        return Recorded.stream("coze", "cut-short");
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
        assertThatThrownBy(() -> new CozeProperties(URI.create("api.coze.cn"), Secret.none()))
                .hasMessageContaining("COZE_API_BASE_URL");
    }
}
