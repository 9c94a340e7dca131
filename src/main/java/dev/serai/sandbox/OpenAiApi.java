package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Servers that speak as OpenAI's does: chat completions, streamed and whole, and the list of models. */
final class OpenAiApi {

    private static final List<String> MODELS =
            List.of("gpt-4o", "gpt-4o-mini", "gpt-4.1-mini", "qwen-plus", "deepseek-chat", "deepseek-reasoner");
    private static final String INVALID = "invalid_request_error";

    private final Provider provider;
    private final Set<String> keys;
    private final Clock clock;

    OpenAiApi(Provider provider, Set<String> keys, Clock clock) {
        this.provider = provider;
        this.keys = keys;
        this.clock = clock;
    }

    void serve(Router router) {
        OpenAiFamily.ALL.forEach(family -> router.on(
                        "POST " + family.path() + "/chat/completions",
                        knowing(family, exchange -> chat(family, exchange)))
                .on("GET " + family.path() + "/models", knowing(family, this::models)));
    }

    private Endpoint knowing(OpenAiFamily family, Endpoint endpoint) {
        return exchange -> {
            var key = exchange.bearer();
            if (family.open() || keys.contains(key)) {
                endpoint.answer(exchange);
                return;
            }
            exchange.reply(
                    401,
                    key.isEmpty()
                            ? error("You didn't provide an API key.", INVALID, null, null)
                            : error("Incorrect API key provided.", INVALID, null, "invalid_api_key"));
        };
    }

    private void models(Exchange exchange) throws IOException {
        var list = Json.object().put("object", "list");
        var data = list.putArray("data");
        MODELS.forEach(model -> data.addObject()
                .put("id", model)
                .put("object", "model")
                .put("created", 1_715_367_049)
                .put("owned_by", "sandbox"));
        exchange.reply(200, list);
    }

    private void chat(OpenAiFamily family, Exchange exchange) throws IOException {
        OpenAiRequest request;
        try {
            request = OpenAiRequest.of(exchange.json());
        } catch (OpenAiRequest.Refused e) {
            exchange.reply(400, error(e.getMessage(), INVALID, e.param().isEmpty() ? null : e.param(), null));
            return;
        }
        var id = "chatcmpl-" + provider.ids().next();
        exchange.set("x-request-id", "req_" + id.substring(9));
        var call = new Call(
                Service.OPENAI,
                clock.instant(),
                request.model(),
                request.question(),
                request.system(),
                request.stream());
        var plan = provider.plan(call, error("The server is overloaded, try again.", "server_error", null, null))
                .orElseGet(() -> new Provider.Plan(new Reply.Text(demo(request)), Manner.USUAL));
        play(exchange, new OpenAiAnswer(id, clock.instant().getEpochSecond(), request, family.thoughts()), plan);
    }

    /** Whoever asks for JSON gets JSON. */
    private static String demo(OpenAiRequest request) {
        var text = DemoReplies.chat(request.system(), request.question());
        var isWrong = request.json() && !Json.readOrMissing(text).isObject();
        return isWrong ? Json.write(Json.object().put("answer", text)) : text;
    }

    private void play(Exchange exchange, OpenAiAnswer answer, Provider.Plan plan) throws IOException {
        var playback = provider.playback();
        var manner = plan.manner();
        switch (plan.reply()) {
            case Reply.Text(var text) -> say(exchange, answer, Reply.Turn.of(text), manner);
            case Reply.Turn turn -> say(exchange, answer, turn, manner);
            case Reply.Events(var events) ->
                stream(exchange, events.stream().map(event -> OpenAiAnswer.event(event.data())), manner);
            case Reply.Status(var status, var body) -> playback.whole(exchange, status, body, manner);
            case Reply.Failure(var code, var message, var done) -> {
                var event = OpenAiAnswer.event(error(message, "server_error", null, Integer.toString(code)));
                stream(exchange, done ? Stream.of(event, OpenAiAnswer.LAST) : Stream.of(event), manner);
            }
            case Reply.Interrupt(var question, var type, var then) ->
                playback.whole(exchange, 200, answer.whole(Reply.Turn.of(question)), manner);
        }
    }

    private void say(Exchange exchange, OpenAiAnswer answer, Reply.Turn turn, Manner manner) throws IOException {
        if (answer.request().stream()) {
            stream(exchange, answer.events(turn, manner.chunks()).stream(), manner);
        } else {
            provider.playback().whole(exchange, 200, answer.whole(turn), manner);
        }
    }

    private void stream(Exchange exchange, Stream<String> events, Manner manner) throws IOException {
        var pings = Collections.nCopies(manner.pings(), OpenAiAnswer.PING).stream();
        provider.playback().stream(exchange, Stream.concat(pings, events).toList(), manner);
    }

    private static ObjectNode error(
            @Nullable String message, String type, @Nullable String param, @Nullable String code) {
        JsonNode error = Json.object()
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
        return Json.object().set("error", error);
    }
}
