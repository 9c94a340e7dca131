package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.serai.sandbox.Sandbox;
import dev.serai.sandbox.SandboxOptions;
import dev.serai.vault.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a chat provider must do with a server that is as strict as its vendor's. */
@Timeout(60)
public abstract class SandboxTalkContract {

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    private final Spine spine = Spine.calls();

    /** A provider of the sandbox's server. */
    protected abstract ChatProvider provider(URI sandbox, Secret key);

    /** What the sandbox calls this vendor. */
    protected abstract String service();

    /** A model that thinks, and options that switch it on. */
    protected abstract Map.Entry<String, Map<String, String>> thinker();

    @AfterEach
    void stop() {
        spine.close();
        sandbox.close();
    }

    private ChatTarget target() {
        var account =
                new ChatTarget.Account("sandbox", null, Secret.none(), thinker().getValue());
        return new ChatTarget("model", account, thinker().getKey());
    }

    private ChatAnswer stream(ChatRequest request, List<ChatEvent> heard) {
        return provider(sandbox.url(), Secret.of(SandboxOptions.DEMO_KEY)).stream(
                target(), request, spine.wire("sandbox"), heard::add);
    }

    private ChatAnswer whole(String key) {
        return provider(sandbox.url(), Secret.of(key)).whole(target(), ChatRequest.of("你好"), spine.wire("sandbox"));
    }

    private void script(String rules) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var put = HttpRequest.newBuilder(URI.create(sandbox.url() + "/sandbox/scripts"))
                    .PUT(BodyPublishers.ofString(rules.replace("SERVICE", service())))
                    .build();
            assertThat(http.send(put, BodyHandlers.ofString()).body()).contains("\"rules\":");
        }
    }

    @Test
    void talksWholeAndInPieces() {
        var heard = new ArrayList<ChatEvent>();

        var streamed = stream(ChatRequest.of("你好"), heard);
        var whole = whole(SandboxOptions.DEMO_KEY);

        assertThat(streamed.content()).startsWith("你好！").isEqualTo(whole.content());
        assertThat(streamed.usage()).isEqualTo(whole.usage());
        assertThat(streamed.usage().isNone()).isFalse();
        assertThat(heard).hasSize(3).hasOnlyElementsOfType(ChatEvent.Message.class);
    }

    @Test
    void callsAToolAndGoesOnWithItsResult() throws Exception {
        script("""
                [{"service":"SERVICE","times":1,"reply":{"thought":"要查天气",
                   "toolCalls":[{"name":"get_weather","arguments":{"city":"北京"}},{"name":"get_weather"}]}},
                 {"service":"SERVICE","reply":{"text":"晴"}}]""");
        var question = Talks.offering(Tools.Choice.AUTO);

        var wants = stream(question, new ArrayList<>());
        var talk = new ArrayList<>(question.messages());
        talk.add(new ChatMessage(Role.ASSISTANT, wants.content(), List.of(), wants.toolCalls(), null));
        wants.toolCalls().forEach(call -> talk.add(new ChatMessage(Role.TOOL, "晴", List.of(), List.of(), call.id())));
        var answer = stream(new ChatRequest(talk, Sampling.configured(), question.tools()), new ArrayList<>());

        assertThat(wants.finishReason()).isEqualTo("tool_calls");
        assertThat(wants.reasoning()).isEqualTo("要查天气");
        assertThat(wants.toolCalls()).extracting(ToolCall::arguments).containsExactly("{\"city\":\"北京\"}", "{}");
        assertThat(answer.content()).isEqualTo("晴");
    }

    @Test
    void mayShowImagesToolsAndAllWishes() {
        var wishes = new Sampling(1.5, 50, 0.9, List.of("。"), true);

        assertThat(stream(Talks.images(), new ArrayList<>()).content()).isNotEmpty();
        assertThat(stream(Talks.tools(), new ArrayList<>()).content()).isNotEmpty();
        assertThat(stream(Talks.wishing(wishes), new ArrayList<>()).content()).isNotEmpty();
        for (var choice : Tools.Choice.values()) {
            assertThat(stream(Talks.offering(choice), new ArrayList<>()).content())
                    .isNotEmpty();
        }
    }

    @Test
    void translatesTheVendorsRefusals() throws Exception {
        assertThatThrownBy(() -> whole("sk-wrong")).isInstanceOf(ProviderException.Unauthorized.class);
        script("""
                [{"service":"SERVICE","times":1,"reply":{"status":429}},
                 {"service":"SERVICE","times":1,"reply":{"status":500}},
                 {"service":"SERVICE","times":1,"reply":{"error":{"code":503,"message":"weg"}}},
                 {"service":"SERVICE","reply":{"text":"一二三"},"fault":"break-after-chunks"}]""");

        var limited = catchThrowableOfType(ProviderException.RateLimited.class, () -> whole(SandboxOptions.DEMO_KEY));
        var failed = catchThrowableOfType(ProviderException.ServerError.class, () -> whole(SandboxOptions.DEMO_KEY));
        assertThatThrownBy(() -> stream(ChatRequest.of("你好"), new ArrayList<>()))
                .isInstanceOf(ProviderException.Business.class);
        assertThatThrownBy(() -> stream(ChatRequest.of("你好"), new ArrayList<>()))
                .isInstanceOf(ProviderException.Broken.class);

        assertThat(limited.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(failed.status()).isEqualTo(500);
    }
}
