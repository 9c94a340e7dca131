package dev.serai.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.ChatEvent;
import dev.serai.provider.ChatImage;
import dev.serai.provider.ChatMessage;
import dev.serai.provider.ChatProvider;
import dev.serai.provider.ChatProviderContract;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.ChatTarget;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Recorded;
import dev.serai.provider.Role;
import dev.serai.provider.Sampling;
import dev.serai.provider.StubServer;
import dev.serai.provider.ToolCall;
import dev.serai.provider.Tools;
import dev.serai.vault.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class OpenAiProviderTests extends ChatProviderContract {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    protected ChatProvider provider(URI server, Secret key) {
        return provider(server, key, Dialect.Thinking.NONE);
    }

    private static ChatProvider provider(URI server, Secret key, Dialect.Thinking thinking) {
        var address = server.resolve("/v1/");
        return new OpenAiProvider(new Dialect("openai", address, key, true, "OPENAI_API_KEY", thinking), JSON);
    }

    @Override
    protected byte[] answer() {
        return Recorded.stream("openai", "answer");
    }

    @Override
    protected String wholeAnswer() {
        return """
                {"model":"gpt-4o-2024-08-06","choices":[{"index":0,"message":{"role":"assistant","content":"你好，世界"},
                 "finish_reason":"stop"}],"usage":{"prompt_tokens":45,"completion_tokens":123,"total_tokens":168}}""";
    }

    @Override
    protected byte[] cutShort() {
        return Recorded.stream("openai", "cut-short");
    }

    private JsonNode asked(ChatTarget target, ChatRequest request) throws Exception {
        server.then(StubServer.json(200, wholeAnswer()));
        provider().whole(target, request, spine.wire("stub"));
        return JSON.readTree(server.calls().getLast().body());
    }

    private static ChatTarget target(ChatTarget.Account account) {
        return new ChatTarget("gpt", account, "gpt-4o");
    }

    @Test
    void asksInOpenAisWords() throws Exception {
        server.then(StubServer.sse(answer(), 8192));

        stream(new ArrayList<>());

        var call = server.calls().getFirst();
        assertThat(call.path()).isEqualTo("/v1/chat/completions");
        assertThat(call.authorization()).isEqualTo("Bearer sk-secret12345");
        assertThat(JSON.readTree(call.body())).isEqualTo(JSON.readTree("""
                {"model":"gpt-4o","messages":[{"role":"system","content":"简短"},{"role":"user","content":"你好"}],
                 "temperature":0.5,"max_tokens":100,"stream":true,"stream_options":{"include_usage":true}}"""));
    }

    @Test
    void asksWithPicturesToolsAndTheirResults() throws Exception {
        var picture = new ChatImage("data:image/png;base64,iVBORw0=");
        var call = new ToolCall("call_a1", "get_weather", "{\"city\":\"北京\"}");
        var messages = List.of(
                new ChatMessage(Role.USER, "这是哪里？", List.of(picture), List.of(), null),
                new ChatMessage(Role.USER, "", List.of(new ChatImage("https://example.org/a.png")), List.of(), null),
                new ChatMessage(Role.ASSISTANT, "", List.of(), List.of(call), null),
                new ChatMessage(Role.TOOL, "晴", List.of(), List.of(), "call_a1"));
        var weather = new Tools.Tool("get_weather", "天气", JSON.readTree("{\"type\":\"object\"}"));
        var tools = new Tools(List.of(weather), Tools.Choice.NAMED, "get_weather");

        var body = asked(TARGET, new ChatRequest(messages, Sampling.configured(), tools));

        assertThat(body).isEqualTo(JSON.readTree("""
                {"model":"gpt-4o","messages":[
                  {"role":"user","content":[{"type":"text","text":"这是哪里？"},
                    {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0="}}]},
                  {"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.org/a.png"}}]},
                  {"role":"assistant","content":"","tool_calls":[{"id":"call_a1","type":"function",
                    "function":{"name":"get_weather","arguments":"{\\"city\\":\\"北京\\"}"}}]},
                  {"role":"tool","content":"晴","tool_call_id":"call_a1"}],
                 "tools":[{"type":"function","function":{"name":"get_weather","description":"天气",
                   "parameters":{"type":"object"}}}],
                 "tool_choice":{"type":"function","function":{"name":"get_weather"}}}"""));
    }

    @Test
    void saysWhetherAToolHasToBeCalled() throws Exception {
        var tool = new Tools.Tool("t", "", JSON.createObjectNode());
        var question = List.of(new ChatMessage(Role.USER, "?"));

        for (var choice : List.of(Tools.Choice.AUTO, Tools.Choice.NONE, Tools.Choice.REQUIRED)) {
            var tools = new Tools(List.of(tool), choice, null);
            asked(TARGET, new ChatRequest(question, Sampling.configured(), tools));
        }

        assertThat(server.calls())
                .extracting(
                        call -> JSON.readTree(call.body()).path("tool_choice").asText("auto"))
                .containsExactly("auto", "none", "required");
    }

    @Test
    void takesTheModelsOwnDefaultsWhenTheRequestHasNone() throws Exception {
        var defaults = new Sampling(0.1, 7, 0.9, List.of("。"), true);

        var body = asked(new ChatTarget("gpt", TARGET.account(), "gpt-4o", defaults), ChatRequest.of("?"));

        assertThat(body).isEqualTo(JSON.readTree("""
                {"model":"gpt-4o","messages":[{"role":"user","content":"?"}],"temperature":0.1,"max_tokens":7,
                 "top_p":0.9,"stop":["。"],"response_format":{"type":"json_object"}}"""));
    }

    @Test
    void asksAsTheOptionsOfTheAccountSay() throws Exception {
        var options = Map.of("max_completion_tokens", "true", "stream_usage", "false");
        var picky = target(new ChatTarget.Account("stub", null, Secret.none(), options));
        server.then(StubServer.sse(answer(), 8192));

        provider().stream(picky, REQUEST, spine.wire("stub"), event -> {});

        assertThat(JSON.readTree(server.calls().getFirst().body()).properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("model", "messages", "temperature", "max_completion_tokens", "stream");
    }

    @Test
    void addsWhatTheOptionsOfTheAccountSay() throws Exception {
        var options = Map.of(
                "frequency_penalty", "0.5",
                "top_k", "20",
                "response_format", "{\"type\":\"json_schema\",\"jsonschema\":{\"name\":\"s\"}}",
                "enable_thinking", "true");
        server.then(StubServer.json(200, wholeAnswer()));
        var own = target(new ChatTarget.Account("stub", null, Secret.none(), options));

        for (var thinking : List.of(Dialect.Thinking.FLAG, Dialect.Thinking.TYPE)) {
            provider(server.url(), Secret.of("k"), thinking).whole(own, ChatRequest.of("?"), spine.wire("stub"));
        }

        var common = """
                {"model":"gpt-4o","messages":[{"role":"user","content":"?"}],"frequency_penalty":0.5,"top_k":20,
                 "response_format":{"type":"json_schema","json_schema":{"name":"s"}},%s}""";
        assertThat(server.calls())
                .extracting(call -> JSON.readTree(call.body()))
                .containsExactly(
                        JSON.readTree(common.formatted("\"enable_thinking\":true")),
                        JSON.readTree(common.formatted("\"thinking\":{\"type\":\"enabled\"}")));
    }

    @Test
    void saysWhichOptionIsWrong() {
        var wrong = Map.of(
                "top_k", "many",
                "enable_thinking", "true",
                "by_azure", "yes",
                "response_format", "{",
                "response_format_type", "xml");

        assertThat(wrong).allSatisfy((name, value) -> {
            var account = new ChatTarget.Account("stub", null, Secret.none(), Map.of(name, value));
            assertThat(provider().validateConfig(target(account)))
                    .singleElement()
                    .asString()
                    .startsWith("An option of the model 'gpt' is wrong. " + name.replace("_type", "") + ": ");
        });
    }

    @Test
    void asksAzureByDeploymentWithAKeyOfItsOwn() {
        var headers = new CopyOnWriteArrayList<String>();
        server.then(exchange -> {
            headers.add(exchange.getRequestURI().toString());
            headers.add(String.valueOf(exchange.getRequestHeaders().getFirst("api-key")));
            headers.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            StubServer.json(200, wholeAnswer()).give(exchange);
        });
        var options = Map.of("by_azure", "true", "api_version", "2024-10-21");
        var account = new ChatTarget.Account("azure", server.url(), Secret.of("az-1"), options);
        var azure = new ChatTarget("gpt", account, "gpt 4o/eu");

        provider().whole(azure, ChatRequest.of("?"), spine.wire("azure"));

        assertThat(provider().validateConfig(azure)).isEmpty();
        assertThat(headers)
                .containsExactly(
                        "/openai/deployments/gpt%204o%2Feu/chat/completions?api-version=2024-10-21", "az-1", "null");
    }

    @Test
    void saysWhatAzureLacks() {
        var bare = new ChatTarget.Account("azure", null, Secret.none(), Map.of("by_azure", "true"));

        assertThat(provider().validateConfig(target(bare)))
                .satisfiesExactly(
                        problem -> assertThat(problem).contains("base-url"),
                        problem -> assertThat(problem).contains("api-key"),
                        problem -> assertThat(problem).contains("api_version"));
    }

    @Test
    void neverSendsItsOwnKeyToAnotherEndpoint() {
        server.then(StubServer.json(200, wholeAnswer()));
        var elsewhere = new ChatTarget.Account("ollama", server.url(), Secret.none());
        var target = new ChatTarget("qwen", elsewhere, "qwen3");

        var answer = provider().whole(target, ChatRequest.of("?"), spine.wire("stub"));

        assertThat(provider(server.url(), Secret.none()).validateConfig(target)).isEmpty();
        assertThat(server.calls().getFirst().authorization()).isEqualTo("null");
        assertThat(server.calls().getFirst().path()).isEqualTo("/chat/completions");
        assertThat(answer.provider()).isEqualTo("ollama");
    }

    @Test
    void sendsTheKeyOfTheModel() {
        server.then(StubServer.json(200, wholeAnswer()));
        var target = target(new ChatTarget.Account("openai", null, Secret.of("own")));

        provider().whole(target, ChatRequest.of("?"), spine.wire("stub"));

        assertThat(provider(server.url(), Secret.none()).validateConfig(target)).isEmpty();
        assertThat(server.calls().getFirst().authorization()).isEqualTo("Bearer own");
    }

    @Test
    void tellsThatTheServerIsAliveBeforeItSaysAnything() {
        server.then(StubServer.sse(Recorded.stream("openai", "keep-alive"), 8192));
        var heard = new ArrayList<ChatEvent>();

        stream(heard);

        assertThat(heard)
                .containsExactly(new ChatEvent.Ping(), new ChatEvent.Message("你好"), new ChatEvent.Message("，世界"));
    }

    @Test
    void takesAWholeAnswerInPlaceOfAStream() {
        server.then(StubServer.json(200, wholeAnswer()));
        var heard = new ArrayList<ChatEvent>();

        assertThat(stream(heard).content()).isEqualTo("你好，世界");
        assertThat(heard).containsExactly(new ChatEvent.Message("你好，世界"));
    }

    @Test
    void callsAnErrorWithStatusTwoHundredByItsName() {
        server.then(StubServer.json(200, "{\"error\":{\"code\":\"model_not_found\",\"message\":\"no\"}}"))
                .then(StubServer.json(200, "{\"code\":429,\"message\":\"slower\"}"))
                .then(StubServer.json(
                        200, "{\"error\":{\"code\":\"invalid_api_key\",\"message\":\"sk-secret12345\"}}"));

        var business = catchThrowableOfType(ProviderException.Business.class, this::whole);
        var limited = catchThrowableOfType(ProviderException.RateLimited.class, this::whole);
        var unauthorized = catchThrowableOfType(ProviderException.Unauthorized.class, this::whole);

        assertThat(business.code()).isEqualTo("model_not_found");
        assertThat(limited).hasMessage("Rate limited: slower");
        assertThat(unauthorized).hasMessage("Unauthorized: ***");
    }

    @Test
    void findsTheWordsOfARefusalWhereverTheyAre() {
        server.then(StubServer.json(400, "{\"error\":{\"message\":\"one\"}}"))
                .then(StubServer.json(400, "{\"error\":\"two\"}"))
                .then(StubServer.json(400, "{\"detail\":\"three\"}"))
                .then(StubServer.json(400, "{\"object\":\"error\",\"message\":\"four\",\"code\":400}"));

        for (var words : List.of("one", "two", "three", "four")) {
            assertThatThrownBy(this::whole).hasMessage("Bad request 400: " + words);
        }
    }

    @Test
    void callsAnAnswerWithoutAChoiceBroken() {
        server.then(StubServer.json(200, "{}"));

        assertThatThrownBy(this::whole).isInstanceOf(ProviderException.Broken.class);
    }
}
