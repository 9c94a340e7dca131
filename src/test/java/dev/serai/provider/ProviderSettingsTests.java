package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProviderSettingsTests {

    @Test
    void hasTheDefaultsOfTheProduct() {
        var settings = Settings.of(Map.of(
                "serai.provider.workflows.translation.workflowId", "73", "serai.provider.models.gpt.model", "gpt-4o"));

        var workflow = settings.workflows().get("translation");
        assertThat(workflow.timeout()).isEqualTo(Duration.ofSeconds(300));
        assertThat(workflow.connectorId()).isEqualTo("1024");
        assertThat(workflow.provider()).isEqualTo("coze");
        assertThat(settings.models().get("gpt").timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.log()).isEqualTo(new ProviderProperties.Log(true, 30, 8192));
        assertThat(settings.calls().retry().attempts()).isEqualTo(2);
    }

    @Test
    void pausesTwiceAsLongEachTimeUpToTheCap() {
        var retry = Settings.none().calls().retry();

        assertThat(List.of(retry.pauseBefore(1), retry.pauseBefore(2), retry.pauseBefore(3), retry.pauseBefore(4)))
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(5));
    }

    @Test
    void keepsKeysOutOfItsText() {
        var settings = Settings.of(
                Map.of("serai.provider.models.gpt.model", "gpt-4o", "serai.provider.models.gpt.api-key", "sk-visible"));

        assertThat(settings.models().get("gpt").apiKey().reveal()).isEqualTo("sk-visible");
        assertThat(settings).asString().doesNotContain("sk-visible");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        var wrong = Map.of("serai.provider.models.a.model", "m", "serai.provider.models.a.base-url", "localhost:80");

        assertThatThrownBy(() -> Settings.of(wrong)).hasStackTraceContaining("is not an http or https address");
    }

    @Test
    void refusesAProviderThatNobodySpeaks() {
        try (var camel = new DefaultCamelContext()) {
            var workflows = Map.of(
                    "serai.provider.workflows.w.workflow-id", "1", "serai.provider.workflows.w.provider", "dify");
            var models = Map.of("serai.provider.models.m.model", "1", "serai.provider.models.m.protocol", "telex");
            var log = Map.of("serai.provider.log.enabled", "false");

            assertThatThrownBy(() -> new Calls(camel, with(workflows, log)).workflows(new ScriptedWorkflows()))
                    .hasMessage("serai.provider.workflows.w.provider: 'dify' is not one of [coze]");
            assertThatThrownBy(() -> new Calls(camel, with(models, log)).models(new ScriptedModel()))
                    .hasMessage("serai.provider.models.m.protocol: 'telex' is not one of [openai]");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        var all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    @Test
    void tellsPeopleWhatHappened() {
        var texts = Map.of(
                new ProviderException.Network("", null), "网络异常，正在重试...",
                new ProviderException.ServerError(500, ""), "服务暂时不可用，正在重试...",
                new ProviderException.BadRequest(400, ""), "请求参数错误",
                new ProviderException.Unauthorized(""), "请求参数错误",
                new ProviderException.TimedOut(Duration.ofSeconds(1)), "请求超时",
                new ProviderException.Interrupted(""), "工作流中断");

        assertThat(texts)
                .allSatisfy((error, text) -> assertThat(error.userText()).isEqualTo(text));
        assertThat(texts.keySet()).filteredOn(ProviderException::retryable).hasSize(2);
    }

    @Test
    void readsHowLongToWaitAndDoubtsNonsense() {
        assertThat(retryAfter("5")).contains(Duration.ofSeconds(5));
        assertThat(retryAfter("999999999")).isEmpty();
        assertThat(retryAfter("Wed, 21 Oct 2026 07:28:00 GMT")).isEmpty();
        assertThat(retryAfter(null)).isEmpty();
    }

    private static Optional<Duration> retryAfter(@Nullable String header) {
        return ((ProviderException.RateLimited) Refusal.of(429, header, "")).retryAfter();
    }
}
