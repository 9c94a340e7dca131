package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** A server that speaks as the Gemini API does: generateContent, streamed and whole, and the list of models. */
final class GeminiApi {

    private static final String STREAMED = ":streamGenerateContent";
    private static final String WHOLE = ":generateContent";
    private static final String DETAIL = "type.googleapis.com/google.rpc.";
    private static final int LIMITED = 429;

    private final Provider provider;
    private final Set<String> keys;
    private final Clock clock;

    GeminiApi(Provider provider, Set<String> keys, Clock clock) {
        this.provider = provider;
        this.keys = keys;
        this.clock = clock;
    }

    void serve(Router router) {
        router.on("POST /v1beta/models/*", knowing(this::generate))
                .on("POST /v1/models/*", knowing(this::generate))
                .on("GET /v1beta/models", knowing(GeminiApi::models));
    }

    /** Google answers a wrong key with status 400, and none at all with 403. */
    private Endpoint knowing(Endpoint endpoint) {
        return exchange -> {
            var key = exchange.header("x-goog-api-key");
            if (keys.contains(key)) {
                endpoint.answer(exchange);
            } else if (key.isEmpty()) {
                exchange.reply(403, error(403, "Method doesn't allow unregistered callers. Please use API Key."));
            } else {
                var error = error(400, "API key not valid. Please pass a valid API key.");
                detail(error, "ErrorInfo").put("reason", "API_KEY_INVALID").put("domain", "googleapis.com");
                exchange.reply(400, error);
            }
        };
    }

    private static void models(Exchange exchange) throws IOException {
        var list = Json.object();
        var models = list.putArray("models");
        for (var model : List.of("gemini-2.5-flash", "gemini-3-pro")) {
            models.addObject()
                    .put("name", "models/" + model)
                    .putArray("supportedGenerationMethods")
                    .add("generateContent");
        }
        exchange.reply(200, list);
    }

    private void generate(Exchange exchange) throws IOException {
        var name = exchange.path().substring(exchange.path().lastIndexOf('/') + 1);
        var streamed = name.endsWith(STREAMED);
        if (!streamed && !name.endsWith(WHOLE)) {
            exchange.reply(404, error(404, "Requested entity was not found."));
            return;
        }
        try {
            if (streamed && !exchange.query("alt", "").equals("sse")) {
                throw new GeminiRequest.Refused("The sandbox streams with alt=sse only.");
            }
            var model = name.substring(0, name.lastIndexOf(':'));
            answer(exchange, GeminiRequest.of(model, exchange.json()), streamed);
        } catch (GeminiRequest.Refused e) {
            exchange.reply(400, error(400, String.valueOf(e.getMessage())));
        }
    }

    private void answer(Exchange exchange, GeminiRequest request, boolean streamed) throws IOException {
        var call = new Call(
                Service.GEMINI, clock.instant(), request.model(), request.question(), request.system(), streamed);
        var plan = provider.plan(call, GeminiApi::error)
                .orElseGet(() -> new Provider.Plan(
                        new Reply.Text(DemoReplies.chat(request.system(), request.question())), Manner.USUAL));
        play(exchange, new GeminiAnswer(provider.ids().next(), request), streamed, plan);
    }

    private void play(Exchange exchange, GeminiAnswer answer, boolean streamed, Provider.Plan plan) throws IOException {
        var playback = provider.playback();
        var manner = plan.manner();
        switch (plan.reply()) {
            case Reply.Text(var text) -> say(exchange, answer, Reply.Turn.of(text), streamed, manner);
            case Reply.Turn turn -> say(exchange, answer, turn, streamed, manner);
            case Reply.Interrupt(var question, var type, var then) ->
                say(exchange, answer, Reply.Turn.of(question), streamed, manner);
            case Reply.Events(var events) -> {
                var frames = events.stream()
                        .map(event -> GeminiAnswer.event(event.data()))
                        .toList();
                playback.stream(exchange, frames, manner);
            }
            case Reply.Status(var status, var body) -> playback.whole(exchange, status, body, manner);
            case Reply.Failure(var code, var message, var done) -> {
                var status = code >= 400 && code < 600 ? code : 500;
                if (streamed) {
                    var first = answer.events(Reply.Turn.of("…"), 1).getFirst();
                    playback.stream(exchange, List.of(first, GeminiAnswer.event(error(status, message))), manner);
                } else {
                    playback.whole(exchange, status, error(status, message), manner);
                }
            }
        }
    }

    private void say(Exchange exchange, GeminiAnswer answer, Reply.Turn turn, boolean streamed, Manner manner)
            throws IOException {
        if (streamed) {
            provider.playback().stream(exchange, answer.events(turn, manner.chunks()), manner);
        } else {
            provider.playback().whole(exchange, 200, answer.whole(turn), manner);
        }
    }

    private static JsonNode error(int status) {
        if (status != LIMITED) {
            return error(status, "The model is overloaded. Please try again later.");
        }
        var error = error(status, "You exceeded your current quota. Please retry in 1s.");
        detail(error, "RetryInfo").put("retryDelay", "1s");
        return error;
    }

    private static ObjectNode error(int status, String message) {
        var error = Json.object().put("code", status).put("message", message).put("status", status(status));
        return Json.object().set("error", error);
    }

    private static String status(int status) {
        return switch (status) {
            case 400 -> "INVALID_ARGUMENT";
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case LIMITED -> "RESOURCE_EXHAUSTED";
            case 503 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> "INTERNAL";
        };
    }

    private static ObjectNode detail(ObjectNode answer, String type) {
        return answer.withObject("/error").withArray("details").addObject().put("@type", DETAIL + type);
    }
}
