package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.sandbox.Provider.Plan;
import dev.serai.sandbox.Reply.Event;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** Runs workflows as Coze does: streamed, whole and in the background, with questions and answers in between. */
final class CozeApi {

    private static final int WORKFLOW = 2;
    private static final int EXECUTION = 4;
    private static final int NODE_EXECUTION = 6;

    private final Provider provider;
    private final CozeMemory<CozeExecution> executions;
    private final Supplier<CozeSettings> settings;
    private final Clock clock;

    CozeApi(Provider provider, CozeMemory<CozeExecution> executions, Supplier<CozeSettings> settings, Clock clock) {
        this.provider = provider;
        this.executions = executions;
        this.settings = settings;
        this.clock = clock;
    }

    void serve(Router router, CozeGate gate) {
        var history = "GET /v1/workflows/*/run_histories/*";
        router.on("POST /v1/workflow/run", gate.guarding((exchange, logId) -> run(exchange, logId, false)))
                .on("POST /v1/workflow/stream_run", gate.guarding((exchange, logId) -> run(exchange, logId, true)))
                .on("POST /v1/workflows/resume", gate.guarding((exchange, logId) -> resume(exchange, logId, false)))
                .on(
                        "POST /v1/workflow/stream_resume",
                        gate.guarding((exchange, logId) -> resume(exchange, logId, true)))
                .on(history, gate.guarding(this::history))
                .on(history + "/execute_nodes/*", gate.guarding(this::node));
    }

    private void run(Exchange exchange, String logId, boolean streamed) throws IOException {
        var request = CozeRequest.of(exchange.json());
        var async = request.async() && !streamed;
        if (async && !settings.get().async()) {
            throw new CozeRequest.Refused(
                    6003,
                    "Workflow execution with is_async=true is a premium feature available only to Coze Professional users");
        }
        var id = provider.ids().next();
        var run = new CozeRun(id, eventId(id), logId, request);
        var call = call(request, Json.write(request.parameters()), streamed);
        var plan = provider.plan(call, unavailable(run))
                .or(() -> CozeDemo.workflow(request))
                .orElseGet(() -> missing(run));
        var mode = streamed ? CozeExecution.Mode.STREAM : async ? CozeExecution.Mode.ASYNC : CozeExecution.Mode.SYNC;
        if (!(plan.reply() instanceof Reply.Status)) {
            executions.put(id, new CozeExecution(run, mode, plan, settings.get().polls(), clock.instant()));
        }
        answer(exchange, run, plan, mode);
    }

    private void resume(Exchange exchange, String logId, boolean streamed) throws IOException {
        var resume = CozeRequest.Resume.of(exchange.json());
        var execution = executions.find(resume.executeId()).orElseThrow(CozeApi::unknown);
        var interrupt = execution.answered(resume, logId);
        var run = execution.run();
        var call = call(run.request(), resume.data(), streamed);
        var next = next(interrupt, call, run);
        if (next.reply() instanceof Reply.Status) {
            answer(exchange, run, next, CozeExecution.Mode.SYNC);
            return;
        }
        var plan =
                execution.goesOn(next, eventId(run.executeId()), settings.get().polls(), clock.instant());
        var whole = execution.async() ? CozeExecution.Mode.ASYNC : CozeExecution.Mode.SYNC;
        answer(exchange, execution.run(), plan, streamed ? CozeExecution.Mode.STREAM : whole);
    }

    private Plan next(Reply.Interrupt interrupt, Call call, CozeRun run) {
        var then = interrupt.then();
        if (then != null) {
            provider.calls().add(call.key(), call);
            return new Plan(then, Manner.USUAL);
        }
        return provider.plan(call, unavailable(run)).orElseGet(() -> CozeDemo.resumed(run.request(), call.input()));
    }

    private void history(Exchange exchange, String logId) throws IOException {
        var fault = provider.faults().strike(Service.COZE);
        if (fault.isPresent()) {
            exchange.reply(fault.getAsInt(), CozeGate.answer(5000, "service internal error", logId));
            return;
        }
        var row = execution(exchange).row();
        var answer = CozeGate.answer(0, "", logId);
        answer.putArray("data").add(row);
        exchange.reply(200, answer);
    }

    private void node(Exchange exchange, String logId) throws IOException {
        var output =
                execution(exchange).nodeOutput(exchange.part(NODE_EXECUTION)).orElseThrow(CozeApi::unknown);
        var answer = CozeGate.answer(0, "", logId);
        answer.putObject("data").put("is_finish", true).put("node_output", output);
        exchange.reply(200, answer);
    }

    private CozeExecution execution(Exchange exchange) {
        return executions
                .find(exchange.part(EXECUTION))
                .filter(found -> found.run().request().workflowId().equals(exchange.part(WORKFLOW)))
                .orElseThrow(CozeApi::unknown);
    }

    private void answer(Exchange exchange, CozeRun run, Plan plan, CozeExecution.Mode mode) throws IOException {
        if (plan.reply() instanceof Reply.Status(var status, var body)) {
            provider.playback().whole(exchange, status, body, plan.manner());
            return;
        }
        switch (mode) {
            case STREAM -> stream(exchange, run, plan);
            case ASYNC -> provider.playback().whole(exchange, 200, run.started(), plan.manner());
            case SYNC -> whole(exchange, run, plan);
        }
    }

    private void stream(Exchange exchange, CozeRun run, Plan plan) throws IOException {
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

    private void whole(Exchange exchange, CozeRun run, Plan plan) throws IOException {
        var playback = provider.playback();
        var manner = plan.manner();
        switch (plan.reply()) {
            case Reply.Text(var text) -> playback.whole(exchange, 200, run.whole(text), manner);
            case Reply.Turn turn -> playback.whole(exchange, 200, run.whole(turn.text()), manner);
            case Reply.Failure failure -> playback.whole(exchange, 200, run.failed(failure), manner);
            case Reply.Interrupt interrupt -> playback.whole(exchange, 200, run.interrupted(interrupt), manner);
            case Reply.Status(var status, var body) -> playback.whole(exchange, status, body, manner);
            case Reply.Events events -> playback.whole(exchange, 200, run.whole(events.lastContent()), manner);
        }
    }

    private Call call(CozeRequest request, String input, boolean streamed) {
        return new Call(Service.COZE, clock.instant(), request.workflowId(), input, "", streamed);
    }

    private String eventId(String executeId) {
        return executeId + "/" + provider.ids().next();
    }

    private static Plan missing(CozeRun run) {
        var id = run.request().workflowId();
        var body = run.answer(4200, "Requested resource workflow_id=" + id + " does not exist.");
        return new Plan(new Reply.Status(200, body), Manner.USUAL);
    }

    private static JsonNode unavailable(CozeRun run) {
        return run.answer(5000, "service internal error");
    }

    private static CozeRequest.Refused unknown() {
        return new CozeRequest.Refused(4314, "Workflow execution record not found.");
    }
}
