package dev.serai.provider.coze;

import static org.assertj.core.api.Assertions.assertThat;

import com.coze.openapi.client.chat.CreateChatReq;
import com.coze.openapi.client.chat.RetrieveChatReq;
import com.coze.openapi.client.chat.message.ListMessageReq;
import com.coze.openapi.client.chat.model.ChatStatus;
import com.coze.openapi.client.connversations.message.model.Message;
import com.coze.openapi.client.connversations.message.model.MessageType;
import com.coze.openapi.service.auth.JWTOAuth;
import com.coze.openapi.service.auth.JWTOAuthClient;
import com.coze.openapi.service.auth.TokenAuth;
import com.coze.openapi.service.service.CozeAPI;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.provider.Spine;
import dev.serai.provider.Wire;
import dev.serai.provider.WorkflowTarget;
import dev.serai.sandbox.Sandbox;
import dev.serai.sandbox.SandboxOptions;
import dev.serai.vault.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The vendor's own client and ours have the same exchanges with the sandbox and understand the same. What the sandbox
 * sent is kept in {@code wire/coze/exchanges}; {@code -Dexchanges=apply} writes it anew.
 */
@Timeout(60)
class CozeAgreementTests {

    private static final Path KEPT = Path.of("src/test/resources/wire/coze/exchanges");
    private static final boolean APPLY = "apply".equals(System.getProperty("exchanges"));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TRANSLATION = "7390000000000000001";
    private static final String SERVICE = "7390000000000000002";
    private static final String WEATHER = "7390000000000000003";
    private static final String BOT = "7390000000000000010";
    private static final String OTHER = "42";

    private static Sandbox sandbox;
    private static RecordingProxy proxy;
    private static Spine spine;
    private static Wire wire;

    enum Login {
        TOKEN,
        WRONG_TOKEN,
        APP,
        WRONG_APP
    }

    /** Something that is said to Coze, as whom, after the sandbox was told how to answer. */
    record Talk(String name, Login login, String reply, Function<CozeCaller, Map<String, String>> call) {

        @Override
        public String toString() {
            return name;
        }

        Talk as(Login other) {
            return new Talk(name, other, reply, call);
        }
    }

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxOptions.defaults());
        proxy = new RecordingProxy(sandbox.url());
        spine = Spine.calls();
        wire = spine.wire("coze");
    }

    @AfterAll
    static void stop() {
        proxy.close();
        sandbox.close();
        spine.close();
    }

    @BeforeEach
    void forget() {
        control("POST", "/sandbox/reset", "");
    }

    private static WorkflowTarget workflow(String id) {
        return new WorkflowTarget(id, id, new WorkflowTarget.Options(null, null, "1024", null));
    }

    private static Talk talk(String name, String reply, Function<CozeCaller, Map<String, String>> call) {
        return new Talk(name, Login.TOKEN, reply, call);
    }

    private static Talk runs(String name, String reply) {
        return talk(name, reply, caller -> caller.run(workflow(OTHER)));
    }

    private static Talk streams(String name, String reply) {
        return talk(name, reply, caller -> caller.stream(workflow(OTHER)));
    }

    private static String error(int code, String message) {
        return "{\"error\":{\"code\":%d,\"message\":\"%s\"}}".formatted(code, message);
    }

    static List<Talk> talks() {
        var both = new WorkflowTarget("both", OTHER, new WorkflowTarget.Options("1", "2", "1024", null));
        var failure = error(5000, "[720712000] field extraction error");
        return List.of(
                talk("run", "", caller -> caller.run(workflow(TRANSLATION))),
                runs("run-variables", "{\"text\":\"{\\\"a\\\":1,\\\"b\\\":\\\"好\\\"}\"}"),
                runs("run-markup", "{\"text\":\"a & b <c>\"}"),
                runs("run-unknown", ""),
                talk("run-bot-and-app", "", caller -> caller.run(both)),
                runs("run-too-fast", error(4020, "requests per minute exceeded")),
                runs("run-cap", error(4009, "system cap")),
                runs("run-failed", failure),
                runs("run-quota", error(4008, "daily quota")),
                runs("run-no-balance", error(4011, "balance")),
                runs("run-forbidden", error(4101, "no permission")),
                runs("run-wrong-token", "").as(Login.WRONG_TOKEN),
                runs("run-interrupted", "{\"interrupt\":{\"question\":\"哪里？\",\"type\":5}}"),
                talk("async", "", caller -> caller.async(workflow(SERVICE), 2)),
                talk("async-failed", failure, caller -> caller.async(workflow(OTHER), 2)),
                talk("async-interrupted", "", caller -> caller.async(workflow(WEATHER), 2)),
                talk(
                        "async-not-paid",
                        "{\"status\":200,\"body\":{\"code\":6003,\"msg\":\"premium\",\"detail\":{\"logid\":\"2\"}}}",
                        caller -> caller.async(workflow(OTHER), 1)),
                talk("history-unknown", "", caller -> caller.history(workflow(OTHER), "7")),
                talk("stream", "", caller -> caller.stream(workflow(TRANSLATION))),
                talk("stream-pieces", "", caller -> caller.stream(workflow(SERVICE))),
                streams("stream-pings", "{\"text\":\"好\",\"pings\":3}"),
                streams("stream-error", failure),
                streams("stream-error-then-done", "{\"error\":{\"code\":4020,\"message\":\"rpm\",\"done\":true}}"),
                talk("stream-interrupt", "", caller -> caller.stream(workflow(WEATHER))),
                streams("stream-unknown", ""),
                streams("stream-wrong-token", "").as(Login.WRONG_TOKEN),
                talk("resume", "", caller -> caller.resume(workflow(WEATHER), 1)),
                talk("resume-finished", "", caller -> caller.resume(workflow(WEATHER), 2)),
                talk(
                        "resume-asks-again",
                        "{\"interrupt\":{\"question\":\"哪个城市？\",\"type\":2}}",
                        caller -> caller.resume(workflow(OTHER), 2)),
                talk("oauth-token", "", CozeCaller::token).as(Login.APP),
                talk("oauth-wrong-app", "", CozeCaller::token).as(Login.WRONG_APP),
                talk("oauth-run", "", caller -> caller.run(workflow(TRANSLATION)))
                        .as(Login.APP),
                talk("chat", "", caller -> caller.chat(BOT)),
                talk("chat-failed", error(4011, "balance"), caller -> caller.chat(OTHER)),
                talk(
                        "chat-requires-action",
                        "{\"interrupt\":{\"question\":\"哪里？\",\"type\":2}}",
                        caller -> caller.chat(OTHER)),
                talk("chat-not-published", "", caller -> caller.chat(OTHER)));
    }

    @ParameterizedTest
    @MethodSource("talks")
    void theVendorsClientAndOursUnderstandTheSame(Talk talk) throws IOException {
        var sdk = sdk(talk.login());
        var theirs = heard(talk, sdk);
        sdk.close();
        forget();
        var ours = heard(talk, new HubCaller(settings(talk.login()), wire));

        assertThat(ours).isEqualTo(theirs);
        var file = KEPT.resolve(talk.name() + ".http");
        if (APPLY) {
            Files.createDirectories(KEPT);
            Files.writeString(file, ours.get("exchange"));
        }
        assertThat(ours.get("exchange")).isEqualTo(Files.readString(file));
    }

    @Test
    void theVendorsClientAsksForAChatUntilItIsOver() {
        var coze = new CozeAPI.Builder()
                .baseURL(proxy.url().toString())
                .auth(new TokenAuth(SandboxOptions.DEMO_TOKEN))
                .build();
        var request = CreateChatReq.builder()
                .botID(BOT)
                .userID("u")
                .messages(List.of(Message.buildUserQuestionText("你好")))
                .build();

        var chat = coze.chat().create(request).getChat();
        var asked = RetrieveChatReq.of(chat.getConversationID(), chat.getID());
        var early = coze.chat().retrieve(asked).getChat();
        var late = coze.chat().retrieve(asked).getChat();
        var messages = coze.chat()
                .message()
                .list(ListMessageReq.of(chat.getConversationID(), chat.getID()))
                .getMessages();
        coze.shutdownExecutor();

        assertThat(early.getStatus()).isEqualTo(ChatStatus.IN_PROGRESS);
        assertThat(late.getStatus()).isEqualTo(ChatStatus.COMPLETED);
        assertThat(late.getUsage().getTokenCount()).isPositive();
        assertThat(messages).hasSize(2);
        assertThat(messages.getFirst().getType()).isEqualTo(MessageType.ANSWER);
        assertThat(messages.getFirst().getContent()).contains("“你好”");
        assertThat(proxy.taken()).contains("> GET /v3/chat/retrieve", "/v3/chat/message/list");
    }

    /** What was understood, and beside it what was sent; both with names in place of ids. */
    private static Map<String, String> heard(Talk talk, CozeCaller caller) {
        if (!talk.reply().isEmpty()) {
            control("PUT", "/sandbox/scripts", "[{\"service\":\"coze\",\"reply\":" + talk.reply() + "}]");
        }
        var understood = talk.call().apply(caller);
        var normal = new Normal();
        var heard = new LinkedHashMap<String, String>();
        heard.put("exchange", normal.of(proxy.taken()));
        understood.forEach((name, value) -> heard.put(name, normal.of(value)));
        return heard;
    }

    private static SdkCaller sdk(Login login) {
        return switch (login) {
            case TOKEN -> new SdkCaller(proxy.url(), new TokenAuth(SandboxOptions.DEMO_TOKEN), null);
            case WRONG_TOKEN -> new SdkCaller(proxy.url(), new TokenAuth("pat_wrong"), null);
            case APP, WRONG_APP -> {
                var client = client(app(login));
                yield new SdkCaller(
                        proxy.url(), JWTOAuth.builder().jwtClient(client).build(), client);
            }
        };
    }

    private static JWTOAuthClient client(JsonNode app) {
        try {
            return new JWTOAuthClient.JWTOAuthBuilder()
                    .clientID(app.path("app_id").asText())
                    .publicKey(app.path("key_id").asText())
                    .privateKey(app.path("private_key").asText())
                    .baseURL(proxy.url().toString())
                    .build();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static CozeProperties settings(Login login) {
        return switch (login) {
            case TOKEN -> new CozeProperties(proxy.url(), Secret.of(SandboxOptions.DEMO_TOKEN), "", Coze.noApp());
            case WRONG_TOKEN -> new CozeProperties(proxy.url(), Secret.of("pat_wrong"), "", Coze.noApp());
            case APP, WRONG_APP -> {
                var app = app(login);
                var oauth = new CozeProperties.OAuth(
                        app.path("app_id").asText(),
                        app.path("key_id").asText(),
                        Secret.of(app.path("private_key").asText()),
                        "",
                        "",
                        Duration.ofHours(1));
                yield new CozeProperties(proxy.url(), Secret.none(), "", oauth);
            }
        };
    }

    private static JsonNode app(Login login) {
        var file = control("GET", "/sandbox/coze/oauth", "");
        return login == Login.APP ? file : ((ObjectNode) file).put("key_id", "none");
    }

    private static JsonNode control(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
