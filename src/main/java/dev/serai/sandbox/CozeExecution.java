package dev.serai.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** What Coze remembers of one run: how it stands, what it waits for, and what came of it. */
final class CozeExecution {

    private static final int RESUMES = 3;
    private static final int LONGEST_OUTPUT = 1024 * 1024;
    private static final int TWO_PIECES = 2;

    private final Mode mode;
    private final Instant begun;
    private CozeRun run;
    private Provider.Plan plan;
    private int polls;
    private int resumed;
    private Instant changed;

    /** How the caller waits. */
    enum Mode {
        SYNC(0),
        STREAM(1),
        ASYNC(2);

        private final int code;

        Mode(int code) {
            this.code = code;
        }
    }

    CozeExecution(CozeRun run, Mode mode, Provider.Plan plan, int polls, Instant now) {
        this.run = run;
        this.mode = mode;
        this.plan = plan;
        this.polls = mode == Mode.ASYNC ? polls : 0;
        this.begun = now;
        this.changed = now;
    }

    boolean async() {
        return mode == Mode.ASYNC;
    }

    /**
     * Takes the answer to the question the run waits with.
     *
     * @throws CozeRequest.Refused if it waits for none, or for another one
     */
    synchronized Reply.Interrupt answered(CozeRequest.Resume resume, String logId) {
        if (!(plan.reply() instanceof Reply.Interrupt interrupt)) {
            throw new CozeRequest.Refused(4315, "Workflow execution has finished and cannot be resumed.");
        }
        if (!resume.workflowId().equals(run.request().workflowId())
                || !resume.eventId().equals(run.eventId())
                || resume.type() != interrupt.type()) {
            throw CozeRequest.bad("workflow_id, event_id and interrupt_type are not those of the interrupt.");
        }
        resumed++;
        run = new CozeRun(run.executeId(), run.eventId(), logId, run.request());
        return interrupt;
    }

    /** Goes on with what is said to the answer; whoever does not understand the third answer gives up. */
    synchronized Provider.Plan goesOn(Provider.Plan next, String eventId, int polls, Instant now) {
        var asksAgain = next.reply() instanceof Reply.Interrupt;
        plan = asksAgain && resumed >= RESUMES
                ? new Provider.Plan(new Reply.Failure(5000, "no answer fits the question", false), next.manner())
                : next;
        run = new CozeRun(run.executeId(), eventId, run.logId(), run.request());
        this.polls = async() ? polls : 0;
        changed = now;
        return plan;
    }

    synchronized CozeRun run() {
        return run;
    }

    /** The run as its history shows it; one who asks for a run in the background comes a little nearer to its end. */
    synchronized ObjectNode row() {
        var row = Json.object()
                .put("execute_id", run.executeId())
                .put("execute_status", status())
                .put("bot_id", "0")
                .put("connector_id", "1024")
                .put(
                        "connector_uid",
                        run.request().user().isEmpty()
                                ? "100200"
                                : run.request().user())
                .put("run_mode", mode.code)
                .put("logid", run.logId())
                .put("create_time", begun.getEpochSecond())
                .put("update_time", changed.getEpochSecond())
                .put("debug_url", run.debugUrl(""))
                .put("token", "0")
                .put("cost", "0.00000")
                .put("error_code", "")
                .put("error_message", "")
                .put("output", "")
                .put("is_output_trimmed", false);
        row.set("usage", new Tokens(0, 0).coze());
        row.set("node_execute_status", Json.object());
        if (polls > 0) {
            polls--;
            return row;
        }
        tell(row);
        return row;
    }

    private String status() {
        if (polls > 0) {
            return "Running";
        }
        return switch (plan.reply()) {
            case Reply.Failure failure -> "Fail";
            case Reply.Interrupt interrupt -> "Running";
            case Reply.Text text -> "Success";
            case Reply.Turn turn -> "Success";
            case Reply.Events events -> "Success";
            case Reply.Status status -> "Fail";
        };
    }

    private void tell(ObjectNode row) {
        switch (plan.reply()) {
            case Reply.Failure failure ->
                row.put("error_code", Integer.toString(failure.code())).put("error_message", failure.message());
            case Reply.Interrupt interrupt -> row.set("interrupt_data", run.interruptData(interrupt.type()));
            case Reply.Text(var text) -> outputs(row, text);
            case Reply.Turn turn -> outputs(row, turn.text());
            case Reply.Events events -> outputs(row, events.lastContent());
            case Reply.Status status -> row.put("error_code", "5000");
        }
    }

    private void outputs(ObjectNode row, String text) {
        var outputs = Json.object().put("Output", CozeRun.output(text));
        if (speaks()) {
            outputs.put(CozeRun.OUTPUT.title(), text);
            ((ObjectNode) row.path("node_execute_status"))
                    .putObject(CozeRun.OUTPUT.title())
                    .put("node_id", CozeRun.OUTPUT.id())
                    .put("is_finish", true)
                    .putNull("loop_index")
                    .putNull("batch_index")
                    .put("update_time", changed.getEpochSecond())
                    .put("sub_execute_id", run.executeId())
                    .put("node_execute_uuid", nodeExecution());
        }
        var all = Json.write(outputs);
        row.put("output", all.length() > LONGEST_OUTPUT ? all.substring(0, LONGEST_OUTPUT) : all)
                .put("is_output_trimmed", all.length() > LONGEST_OUTPUT);
        var usage = run.usage(text);
        row.put("token", usage.path("token_count").asText()).set("usage", usage);
    }

    /** The whole output of one execution of a node. */
    synchronized Optional<String> nodeOutput(String nodeExecution) {
        return nodeExecution.equals(nodeExecution()) && speaks() && plan.reply() instanceof Reply.Text(var text)
                ? Optional.of(text)
                : Optional.empty();
    }

    private boolean speaks() {
        return plan.manner().chunks() >= TWO_PIECES;
    }

    private String nodeExecution() {
        return CozeRun.OUTPUT.id() + "-" + run.executeId();
    }
}
