package dev.serai.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.ChatAnswer;
import dev.serai.provider.ChatEvent;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.ChatTarget;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Recorded;
import dev.serai.provider.Reply;
import dev.serai.provider.ToolCall;
import dev.serai.provider.Usage;
import dev.serai.provider.Wire;
import dev.serai.provider.openai.Dialect.Thinking;
import dev.serai.vault.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Streams as the servers of this family send them, each with its own habits. */
class OpenAiAnswerTests {

    private final List<ChatEvent> heard = new ArrayList<>();

    /** A wire that plays a recorded stream. */
    private record Tape(byte[] recorded) implements Wire, Reply {

        @Override
        public Reply post(URI target, Map<String, String> headers, byte[] json) {
            return this;
        }

        @Override
        public Reply get(URI target, Map<String, String> headers) {
            return this;
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.of("text/event-stream");
        }

        @Override
        public InputStream body() {
            return new ByteArrayInputStream(recorded);
        }

        @Override
        public byte[] whole() {
            return recorded;
        }

        @Override
        public ProviderException broke(IOException failure) {
            return new ProviderException.Broken("tape", failure);
        }

        @Override
        public void finished() {
            // no connection to keep
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    private ChatAnswer play(String server, String name) {
        return play(server, Recorded.stream(server, name));
    }

    private ChatAnswer play(String server, byte[] recorded) {
        var dialect = new Dialect(server, URI.create("http://127.0.0.1/v1"), Secret.none(), false, "", Thinking.NONE);
        var target = new ChatTarget("m", new ChatTarget.Account(server, null, Secret.none()), "asked-for");
        return new OpenAiProvider(dialect, new ObjectMapper())
                .stream(target, ChatRequest.of("?"), new Tape(recorded), heard::add);
    }

    @Test
    void openAiCallsToolsInPieces() {
        var answer = play("openai", "tool-calls");

        assertThat(answer.toolCalls())
                .containsExactly(
                        new ToolCall("call_a1", "get_weather", "{\"city\":\"北京\"}"),
                        new ToolCall("call_b2", "get_time", "{}"));
        assertThat(answer.finishReason()).isEqualTo("tool_calls");
        assertThat(answer.usage()).isEqualTo(Usage.of(1200, 30, 1230).cached(1024));
        assertThat(heard)
                .containsExactly(
                        new ChatEvent.ToolCallPiece(0, "call_a1", "get_weather", ""),
                        new ChatEvent.ToolCallPiece(0, "", "", "{\"city\":\"北"),
                        new ChatEvent.ToolCallPiece(0, "", "", "京\"}"),
                        new ChatEvent.ToolCallPiece(1, "call_b2", "get_time", ""),
                        new ChatEvent.ToolCallPiece(1, "", "", "{}"));
    }

    @Test
    void openAiRefusesInWords() {
        var answer = play("openai", "refusal");

        assertThat(answer.content()).isEqualTo("抱歉，我不能帮忙。");
        assertThat(answer.finishReason()).isEqualTo("content_filter");
        assertThat(heard).hasSize(2);
    }

    @Test
    void openAiFiltersHalfWay() {
        var answer = play("openai", "content-filter");

        assertThat(answer.content()).isEqualTo("从前");
        assertThat(answer.finishReason()).isEqualTo("content_filter");
    }

    @Test
    void openAiTellsAnErrorHalfWay() {
        var error = catchThrowableOfType(ProviderException.Business.class, () -> play("openai", "error-half-way"));

        assertThat(error).hasMessage("Business error server_error: The server had an error");
    }

    @Test
    void needsNoLastMarkWhenTheModelHasFinished() {
        assertThat(play("openai", "no-last-mark").finishReason()).isEqualTo("length");
    }

    @Test
    void deepSeekThinksAloud() {
        var answer = play("deepseek", "thinking");

        assertThat(answer.reasoning()).isEqualTo("用户在问好。");
        assertThat(answer.content()).isEqualTo("你好！");
        assertThat(answer.usage()).isEqualTo(Usage.of(100, 20, 120).cached(64));
        assertThat(heard)
                .containsExactly(
                        new ChatEvent.Ping(),
                        new ChatEvent.Reasoning("用户在"),
                        new ChatEvent.Reasoning("问好。"),
                        new ChatEvent.Ping(),
                        new ChatEvent.Message("你"),
                        new ChatEvent.Message("好！"));
    }

    @Test
    void deepSeekGivesUpHalfWay() {
        var error = catchThrowableOfType(ProviderException.Broken.class, () -> play("deepseek", "out-of-machines"));

        assertThat(error).hasMessageContaining("insufficient_system_resource");
    }

    @Test
    void arkThinksAloud() {
        var answer = play("ark", "thinking");

        assertThat(answer.reasoning()).isEqualTo("\n用户在问好。");
        assertThat(answer.content()).isEqualTo("你好！");
        assertThat(answer.model()).isEqualTo("doubao-seed-1-6-250615");
        assertThat(answer.usage()).isEqualTo(Usage.of(90, 18, 108).cached(32));
    }

    @Test
    void qwenTellsEmptyIdsWithLaterPieces() {
        var answer = play("qwen", "tool-calls");

        assertThat(answer.toolCalls()).containsExactly(new ToolCall("call_q1", "get_weather", "{\"city\": \"北京\"}"));
        assertThat(answer.finishReason()).isEqualTo("tool_calls");
        assertThat(answer.usage()).isEqualTo(Usage.of(255, 21, 276));
    }

    @Test
    void qwenInspectsWhatItsModelsSay() {
        var error = catchThrowableOfType(ProviderException.Business.class, () -> play("qwen", "inspection-failed"));

        assertThat(error.code()).isEqualTo("data_inspection_failed");
        assertThat(heard).containsExactly(new ChatEvent.Message("从前"));
    }

    @Test
    void ollamaNumbersAllItsCallsZeroAndStops() {
        var answer = play("ollama", "tool-calls");

        assertThat(answer.reasoning()).isEqualTo("两座城市");
        assertThat(answer.toolCalls())
                .containsExactly(
                        new ToolCall("call_o1", "get_weather", "{\"city\":\"北京\"}"),
                        new ToolCall("call_o2", "get_weather", "{\"city\":\"上海\"}"));
        assertThat(answer.finishReason()).isEqualTo("tool_calls");
    }

    @Test
    void azureBeginsWithoutAModel() {
        var answer = play("azure", "answer");

        assertThat(answer.content()).isEqualTo("你好");
        assertThat(answer.model()).isEqualTo("gpt-4o-2024-11-20");
        assertThat(answer.usage()).isEqualTo(Usage.of(9, 3, 12));
    }

    @Test
    void othersTellWhatWasSpentInTheChoice() {
        assertThat(play("compatible", "usage-in-the-choice").usage())
                .isEqualTo(Usage.of(19, 13, 32).cached(8));
    }

    @Test
    void othersTellABareError() {
        var error = catchThrowableOfType(ProviderException.Business.class, () -> play("compatible", "bare-error"));

        assertThat(error).hasMessage("Business error 404: The model is gone");
    }

    @Test
    void othersNumberNoCallsAndGiveThemNoIds() {
        var calls = play("compatible", "unnumbered-tool-calls").toolCalls();

        assertThat(calls).extracting(ToolCall::name).containsExactly("get_weather", "get_time");
        assertThat(calls).extracting(ToolCall::arguments).containsExactly("{\"city\":\"北京\"}", "{\"zone\":8}");
        assertThat(calls).extracting(ToolCall::id).allMatch(id -> id.startsWith("call_"));
        assertThat(calls).extracting(ToolCall::id).doesNotHaveDuplicates();
    }

    @Test
    void refusesAStreamThatNeverEnds() {
        var chunk = "data: {\"choices\":[{\"delta\":{\"role\":\"" + "x".repeat(1 << 20) + "\"}}]}\n\n";
        var endless = chunk.repeat(33).getBytes(StandardCharsets.UTF_8);

        var error = catchThrowableOfType(ProviderException.Broken.class, () -> play("compatible", endless));

        assertThat(error).hasMessage("Broken answer: longer than 33554432 characters");
    }
}
