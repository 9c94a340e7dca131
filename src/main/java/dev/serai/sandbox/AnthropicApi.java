package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A server that speaks as Anthropic's Messages API does, streamed and whole. */
final class AnthropicApi {

    private static final int LIMITED = 429;

    private final Provider provider;
    private final Set<String> keys;
    private final Clock clock;

    AnthropicApi(Provider provider, Set<String> keys, Clock clock) {
        this.provider = provider;
        this.keys = keys;
        this.clock = clock;
    }

    void serve(Router router) {
        router.on("POST /v1/messages", this::messages);
    }

    private void messages(Exchange exchange) throws IOException {
        var id = provider.ids().next();
        exchange.set("request-id", "req_" + id);
        var key = exchange.header("x-api-key");
        if (!keys.contains(key)) {
            exchange.reply(401, error(401, key.isEmpty() ? "x-api-key header is required" : "invalid x-api-key"));
            return;
        }
        if (exchange.header("anthropic-version").isEmpty()) {
            exchange.reply(400, error(400, "anthropic-version: header is required"));
            return;
        }
        try {
            answer(exchange, "msg_" + id, AnthropicRequest.of(exchange.json()));
        } catch (AnthropicRequest.Refused e) {
            exchange.reply(400, error(400, String.valueOf(e.getMessage())));
        }
    }

    private void answer(Exchange exchange, String id, AnthropicRequest request) throws IOException {
        var call = new Call(
                Service.ANTHROPIC,
                clock.instant(),
                request.model(),
                request.question(),
                request.system(),
                request.stream());
        var plan = provider.plan(call, AnthropicApi::error)
                .orElseGet(() -> new Provider.Plan(
                        new Reply.Text(DemoReplies.chat(request.system(), request.question())), Manner.USUAL));
        play(exchange, new AnthropicAnswer(id, request), plan);
    }

    private void play(Exchange exchange, AnthropicAnswer answer, Provider.Plan plan) throws IOException {
        var manner = plan.manner();
        switch (plan.reply()) {
            case Reply.Text(var text) -> say(exchange, answer, Reply.Turn.of(text), manner);
            case Reply.Turn turn -> say(exchange, answer, turn, manner);
            case Reply.Interrupt(var question, var type, var then) ->
                say(exchange, answer, Reply.Turn.of(question), manner);
            case Reply.Events(var events) -> provider.playback().stream(exchange, frames(events), manner);
            case Reply.Status(var status, var body) -> refuse(exchange, status, body, manner);
            case Reply.Failure(var code, var message, var done) -> {
                if (answer.request().stream()) {
                    var events = answer.failed(error(code, message), manner.pings());
                    provider.playback().stream(exchange, events, manner);
                } else {
                    var status = code >= 400 && code < 600 ? code : 500;
                    refuse(exchange, status, error(code, message), manner);
                }
            }
        }
    }

    private void say(Exchange exchange, AnthropicAnswer answer, Reply.Turn turn, Manner manner) throws IOException {
        if (answer.request().stream()) {
            provider.playback().stream(exchange, answer.events(turn, manner), manner);
        } else {
            provider.playback().whole(exchange, 200, answer.whole(turn), manner);
        }
    }

    private void refuse(Exchange exchange, int status, JsonNode body, Manner manner) throws IOException {
        if (status == LIMITED) {
            exchange.set("retry-after", "1");
        }
        provider.playback().whole(exchange, status, body, manner);
    }

    private static List<String> frames(List<Reply.Event> events) {
        return events.stream()
                .map(event -> AnthropicAnswer.frame(
                        Objects.requireNonNullElse(
                                event.name(), event.data().path("type").asText("message")),
                        event.data()))
                .toList();
    }

    private static JsonNode error(int status) {
        return error(
                status,
                switch (status) {
                    case LIMITED -> "This request would exceed your organization's rate limit.";
                    case 529 -> "Overloaded";
                    default -> "Internal server error";
                });
    }

    private static JsonNode error(int status, String message) {
        var type =
                switch (status) {
                    case 400 -> "invalid_request_error";
                    case 401 -> "authentication_error";
                    case 403 -> "permission_error";
                    case 404 -> "not_found_error";
                    case 413 -> "request_too_large";
                    case LIMITED -> "rate_limit_error";
                    case 529 -> "overloaded_error";
                    default -> "api_error";
                };
        var error = Json.object().put("type", type).put("message", message);
        return Json.object().put("type", "error").set("error", error);
    }
}
