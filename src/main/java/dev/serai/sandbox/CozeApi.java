package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.sandbox.Reply.Event;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;

/** A server that runs workflows as Coze does, streamed and whole. */
final class CozeApi {

    private static final DateTimeFormatter LOG_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.of("Asia/Shanghai"));
    private static final CozeRequest NONE = new CozeRequest("", Json.object());
    private static final Manner ONE_MESSAGE = new Manner(0, 0, 1, 0, Mishap.NONE, 0);

    private final Provider provider;
    private final Set<String> tokens;
    private final Clock clock;

    CozeApi(Provider provider, Set<String> tokens, Clock clock) {
        this.provider = provider;
        this.tokens = tokens;
        this.clock = clock;
    }

    void serve(Router router) {
        router.on("POST /v1/workflow/run", exchange -> run(exchange, false))
                .on("POST /v1/workflow/stream_run", exchange -> run(exchange, true));
    }

    private void run(Exchange exchange, boolean streamed) throws IOException {
        var executeId = provider.ids().next();
        var logId = LOG_TIME.format(clock.instant()) + executeId;
        exchange.set("X-Tt-Logid", logId);
        if (!tokens.contains(exchange.bearer())) {
            exchange.reply(401, new CozeRun(executeId, logId, NONE).answer(4100, "authentication is invalid"));
            return;
        }
        CozeRun run;
        try {
            run = new CozeRun(executeId, logId, CozeRequest.of(exchange.json()));
        } catch (CozeRequest.Refused e) {
            exchange.reply(200, new CozeRun(executeId, logId, NONE).answer(e.code(), String.valueOf(e.getMessage())));
            return;
        }
        var id = run.request().workflowId();
        var parameters = run.request().parameters();
        var call = new Call(Service.COZE, clock.instant(), id, Json.write(parameters), "", streamed);
        var plan = provider.plan(call, run.answer(5000, "service internal error"))
                .orElseGet(() -> demo(run, id, parameters));
        if (streamed) {
            stream(exchange, run, plan);
        } else {
            whole(exchange, run, plan);
        }
    }

    private static Provider.Plan demo(CozeRun run, String id, JsonNode parameters) {
        var missing = run.answer(4200, "Requested resource workflow_id=" + id + " does not exist.");
        return DemoReplies.workflow(id, parameters)
                .map(output -> new Provider.Plan(
                        new Reply.Text(output), id.equals(DemoReplies.TRANSLATION) ? ONE_MESSAGE : Manner.USUAL))
                .orElseGet(() -> new Provider.Plan(new Reply.Status(200, missing), Manner.USUAL));
    }

    private void stream(Exchange exchange, CozeRun run, Provider.Plan plan) throws IOException {
        var manner = plan.manner();
        switch (plan.reply()) {
            case Reply.Text(var text) -> send(exchange, run.finished(text, manner.chunks()), manner);
            case Reply.Turn turn -> send(exchange, run.finished(turn.text(), manner.chunks()), manner);
            case Reply.Events(var events) -> send(exchange, events, manner);
            case Reply.Failure failure -> send(exchange, run.failedEvents(failure), manner);
            case Reply.Interrupt interrupt -> send(exchange, run.interruptedEvents(interrupt), manner);
            case Reply.Status(var status, var body) -> provider.playback().whole(exchange, status, body, manner);
        }
    }

    private void send(Exchange exchange, List<Event> events, Manner manner) throws IOException {
        provider.playback().stream(exchange, CozeRun.frames(events, manner.pings()), manner);
    }

    private void whole(Exchange exchange, CozeRun run, Provider.Plan plan) throws IOException {
        var playback = provider.playback();
        var manner = plan.manner();
        switch (plan.reply()) {
            case Reply.Text(var text) -> playback.whole(exchange, 200, run.whole(text), manner);
            case Reply.Turn turn -> playback.whole(exchange, 200, run.whole(turn.text()), manner);
            case Reply.Failure failure -> playback.whole(exchange, 200, run.failed(failure), manner);
            case Reply.Interrupt interrupt -> playback.whole(exchange, 200, run.interrupted(interrupt), manner);
            case Reply.Status(var status, var body) -> playback.whole(exchange, status, body, manner);
            case Reply.Events(var events) -> {
                var content = events.stream()
                        .map(event -> event.data().path("content").asText(""))
                        .reduce("", (before, last) -> last.isEmpty() ? before : last);
                playback.whole(exchange, 200, run.whole(content), manner);
            }
        }
    }
}
