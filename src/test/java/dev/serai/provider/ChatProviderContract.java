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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every chat provider must do, whatever its wire looks like. */
@Timeout(60)
public abstract class ChatProviderContract {

    protected static final ChatRequest REQUEST =
            new ChatRequest(List.of(new ChatMessage(Role.SYSTEM, "简短"), new ChatMessage(Role.USER, "你好")), 0.5, 100);
    protected static final ChatTarget TARGET =
            new ChatTarget("gpt", new ChatTarget.Account("stub", null, Secret.none()), "gpt-4o");

    protected final StubServer server = new StubServer();
    protected final Spine spine = Spine.calls();

    protected abstract ChatProvider provider(URI server, Secret key);

    /** A stream of {@code 你好，世界} in two pieces, for 45 + 123 tokens. */
    protected abstract byte[] answer();

    /** The same answer in one piece. */
    protected abstract String wholeAnswer();

    /** How the same answer comes where all of it is asked for at once. */
    protected StubServer.Answer wholeReply() {
        return StubServer.json(200, wholeAnswer());
    }

    /** How the provider words that it does not know our key. */
    protected String refusal(String words) {
        return "{\"error\":{\"message\":\"" + words + "\"}}";
    }

    /** What the sentence about a missing key names. */
    protected String keyVariable() {
        return "_KEY";
    }

    /** A stream that ends before the model had finished. */
    protected abstract byte[] cutShort();

    @AfterEach
    void stop() {
        server.close();
        spine.close();
    }

    protected ChatProvider provider() {
        return provider(server.url(), Secret.of("sk-secret12345"));
    }

    protected ChatAnswer stream(List<ChatEvent> heard) {
        return provider().stream(TARGET, REQUEST, spine.wire("stub"), heard::add);
    }

    protected ChatAnswer whole() {
        return provider().whole(TARGET, REQUEST, spine.wire("stub"));
    }

    @Test
    void saysWhichVariableIsMissing() {
        assertThat(provider(server.url(), Secret.none()).validateConfig(TARGET))
                .singleElement()
                .asString()
                .contains(keyVariable());
        assertThat(provider().validateConfig(TARGET)).isEmpty();
    }

    @Test
    void readsAStreamSplitAnywhere() {
        for (var piece : List.of(1, 7, 8192)) {
            server.then(StubServer.sse(answer(), piece));
        }

        for (var i = 0; i < 3; i++) {
            var heard = new ArrayList<ChatEvent>();
            var answer = stream(heard);

            assertThat(answer.content()).isEqualTo("你好，世界");
            assertThat(answer.usage()).isEqualTo(Usage.of(45, 123, 168));
            assertThat(answer.finishReason()).isEqualTo("stop");
            assertThat(answer.provider()).isEqualTo("stub");
            assertThat(heard).containsExactly(new ChatEvent.Message("你好"), new ChatEvent.Message("，世界"));
        }
    }

    @Test
    void answersTheSameInOnePiece() {
        server.then(wholeReply());

        var answer = whole();

        assertThat(answer.content()).isEqualTo("你好，世界");
        assertThat(answer.usage()).isEqualTo(Usage.of(45, 123, 168));
    }

    @Test
    void callsAStreamWithoutAnEndBroken() {
        server.then(StubServer.sse(cutShort(), 8192))
                .then(StubServer.broken(new String(cutShort(), StandardCharsets.UTF_8)));

        catchThrowableOfType(ProviderException.Broken.class, () -> stream(new ArrayList<>()));
        var error = catchThrowableOfType(ProviderException.Broken.class, () -> stream(new ArrayList<>()));

        assertThat(error).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void callsAnAnswerThatIsNotJsonBroken() {
        server.then(StubServer.json(200, "<html>半"));

        var error = catchThrowableOfType(ProviderException.Broken.class, this::whole);

        assertThat(error).hasMessageNotContaining("半");
    }

    @Test
    void translatesTheStatus() {
        server.then(StubServer.json(401, refusal("Incorrect API key: sk-secret12345")))
                .then(exchange -> {
                    exchange.getResponseHeaders().add("Retry-After", "3");
                    StubServer.json(429, "{}").give(exchange);
                })
                .then(StubServer.json(400, "oops"))
                .then(StubServer.json(502, ""));

        var refused = catchThrowableOfType(ProviderException.Unauthorized.class, this::whole);
        var limited = catchThrowableOfType(ProviderException.RateLimited.class, this::whole);
        catchThrowableOfType(ProviderException.BadRequest.class, this::whole);
        catchThrowableOfType(ProviderException.ServerError.class, this::whole);

        assertThat(refused).hasMessageContaining("Incorrect API key").hasMessageNotContaining("secret12345");
        assertThat(limited.retryAfter()).contains(Duration.ofSeconds(3));
    }
}
