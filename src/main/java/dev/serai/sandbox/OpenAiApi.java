package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server that speaks as OpenAI's does: chat completions, streamed and whole, and the list of models. */
final class OpenAiApi {

    private static final List<String> MODELS = List.of("gpt-4o", "gpt-4o-mini", "gpt-4.1-mini", "qwen-plus");
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
        router.on("POST /v1/chat/completions", knowing(this::chat)).on("GET /v1/models", knowing(this::models));
    }

    private Endpoint knowing(Endpoint endpoint) {
        return exchange -> {
            var key = exchange.bearer();
            if (keys.contains(key)) {
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

    private void chat(Exchange exchange) throws IOException {
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
                .orElseGet(() -> new Provider.Plan(
                        new Reply.Text(DemoReplies.chat(request.system(), request.question())), Manner.USUAL));
        var answer = new OpenAiAnswer(id, clock.instant().getEpochSecond(), request);
        play(exchange, answer, plan);
    }

    private void play(Exchange exchange, OpenAiAnswer answer, Provider.Plan plan) throws IOException {
        var playback = provider.playback();
        var manner = plan.manner();
        switch (plan.reply()) {
            case Reply.Text(var text) -> {
                if (answer.request().stream()) {
                    playback.stream(exchange, answer.events(text, manner.chunks()), manner);
                } else {
                    playback.whole(exchange, 200, answer.whole(text), manner);
                }
            }
            case Reply.Events(var events) -> {
                var frames = events.stream()
                        .map(event -> OpenAiAnswer.event(event.data()))
                        .toList();
                playback.stream(exchange, frames, manner);
            }
            case Reply.Status(var status, var body) -> playback.whole(exchange, status, body, manner);
            case Reply.Failure(var code, var message, var done) -> {
                var event = OpenAiAnswer.event(error(message, "server_error", null, Integer.toString(code)));
                playback.stream(exchange, done ? List.of(event, OpenAiAnswer.LAST) : List.of(event), manner);
            }
            case Reply.Interrupt(var question, var type, var then) ->
                playback.whole(exchange, 200, answer.whole(question), manner);
        }
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
