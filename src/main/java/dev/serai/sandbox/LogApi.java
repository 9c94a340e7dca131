package dev.serai.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.function.Predicate;

/** Lets tests count: what the robots sent, and what the providers were asked. */
final class LogApi {

    private final WorkToolApi.Books books;
    private final CountedLog<Call> calls;
    private final Callbacks callbacks;
    private final Playback playback;

    LogApi(WorkToolApi.Books books, CountedLog<Call> calls, Callbacks callbacks, Playback playback) {
        this.books = books;
        this.calls = calls;
        this.callbacks = callbacks;
        this.playback = playback;
    }

    void serve(Router router) {
        router.on("GET /sandbox/sent", this::sent).on("GET /sandbox/calls", this::calls);
    }

    private void sent(Exchange exchange) throws IOException {
        var log = books.executed();
        var asked = asked(exchange);
        var answer = Json.object()
                .put("accepted", books.calls().total())
                .put("total", log.total())
                .put("distinct", log.distinct())
                .put("repeated", log.repeated())
                .put("resultsDelivered", callbacks.delivered())
                .put("resultsFailed", callbacks.failed());
        if (exchange.has("content")) {
            answer.put("count", log.count(exchange.query("content", "")));
        }
        if (exchange.has("contains") || exchange.has("robot") || exchange.has("target")) {
            answer.put("matching", log.matching(asked));
        }
        if (exchange.query("counts", "").equals("true")) {
            log.counts().forEach(answer.putObject("counts")::put);
        }
        ArrayNode sent = answer.putArray("sent");
        for (var executed : log.newest(asked, 0, limit(exchange))) {
            sent.add(executed.sent(log.count(executed.command().content())));
        }
        exchange.reply(200, answer);
    }

    private static Predicate<Executed> asked(Exchange exchange) {
        var content = exchange.query("content", "");
        var contains = exchange.query("contains", "");
        var robot = exchange.query("robot", "");
        var target = exchange.query("target", "");
        return executed -> executed.command().content().contains(contains)
                && (content.isEmpty() || content.equals(executed.command().content()))
                && (robot.isEmpty() || robot.equals(executed.robotId()))
                && (target.isEmpty() || executed.command().targets().contains(target));
    }

    private void calls(Exchange exchange) throws IOException {
        var service = exchange.query("service", "");
        var model = exchange.query("model", "");
        var contains = exchange.query("contains", "");
        var input = exchange.query("input", "");
        Predicate<Call> asked = call -> call.input().contains(contains)
                && (input.isEmpty() || input.equals(call.input()))
                && (model.isEmpty() || model.equals(call.target()))
                && (service.isEmpty() || service.equals(call.service().wireName()));
        var answer = Json.object()
                .put("total", calls.total())
                .put("distinct", calls.distinct())
                .put("repeated", calls.repeated())
                .put("hungUp", playback.hungUp())
                .put("matching", calls.matching(asked));
        ArrayNode list = answer.putArray("calls");
        calls.newest(asked, 0, limit(exchange)).forEach(call -> list.add(call.toJson(calls.count(call.key()))));
        exchange.reply(200, answer);
    }

    private static long limit(Exchange exchange) {
        return exchange.number("limit", 100, 0, 100_000);
    }
}
