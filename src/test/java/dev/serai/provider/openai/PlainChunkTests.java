package dev.serai.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainChunkTests {

    private static final JsonFactory JSON = new JsonFactory();

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"id":"c1","object":"chat.completion.chunk","created":1,"model":"gpt","system_fingerprint":null,
                 "choices":[{"index":0,"delta":{"role":"assistant","content":"你好"},"logprobs":null,"finish_reason":null}]}
                """, """
                {"choices":[{"finish_reason":null,"delta":{"content":"你好","reasoning_content":null}}],
                 "usage":null,"error":null,"model":"gpt"}
                """})
    void readsAPieceOfText(String chunk) throws IOException {
        assertThat(in(chunk)).contains(new PlainChunk("gpt", "你好"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"text\"",
                "{}",
                "{\"choices\":[]}",
                "{\"choices\":{}}",
                "{\"object\":\"error\",\"choices\":[{\"delta\":{\"content\":\"a\"}}]}",
                "{\"error\":{\"message\":\"no\"},\"choices\":[{\"delta\":{\"content\":\"a\"}}]}",
                "{\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"usage\":{\"total_tokens\":3}}",
                "{\"choices\":[{\"delta\":{\"content\":\"a\"},\"usage\":{\"total_tokens\":3}}]}",
                "{\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[{\"message\":{\"content\":\"a\"}}]}",
                "{\"choices\":[{\"delta\":{\"content\":\"a\"}},{\"delta\":{\"content\":\"b\"}}]}",
                "{\"choices\":[{\"delta\":{\"content\":[{\"text\":\"a\"}]}}]}",
                "{\"choices\":[{\"delta\":{\"content\":\"a\",\"reasoning_content\":\"b\"}}]}",
                "{\"choices\":[{\"delta\":{\"content\":\"a\",\"tool_calls\":[{\"index\":0}]}}]}",
                "{\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}",
                "{\"choices\":[{\"delta\":\"a\"}]}",
                "{\"model\":{\"name\":\"a\"},\"choices\":[{\"delta\":{\"content\":\"a\"}}]}"
            })
    void leavesWhatTellsMore(String chunk) throws IOException {
        assertThat(in(chunk)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"choices\":[{\"delta\":{\"content\":\"a", "{choices:1}", "{\"id\":}"})
    void refusesWhatIsNoJson(String chunk) {
        assertThatThrownBy(() -> in(chunk)).isInstanceOf(IOException.class);
    }

    @Test
    void leavesTheModelOpenWhenItIsNotTold() throws IOException {
        assertThat(in("{\"choices\":[{\"delta\":{\"content\":\"\"}}]}")).contains(new PlainChunk("", ""));
    }

    private static Optional<PlainChunk> in(String chunk) throws IOException {
        try (var parser = JSON.createParser(chunk)) {
            return PlainChunk.in(parser);
        }
    }
}
