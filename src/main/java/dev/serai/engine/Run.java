package dev.serai.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run in the hands of this process: what it knows, what its finished nodes left, and what is not committed yet. Used
 * by one thread at a time.
 */
final class Run {

    /** Under this name it travels in the exchange. */
    static final String VARIABLE = "run";

    /**
     * What a run begins with.
     *
     * @param payload JSON text of the envelope
     * @param stored whether the run is in the table already
     */
    record Start(RunId id, CompiledFlow flow, String payload, Instant receivedAt, Instant startedAt, boolean stored) {}

    private final Start start;
    private final RunContext context;
    private final Map<String, Execution> finished = new HashMap<>();
    private final List<Execution> uncommitted = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();
    private boolean stored;
    private int seq;
    private @Nullable Map<String, @Nullable Object> last;
    private RunStatus end = RunStatus.COMPLETED;

    Run(Start start, Map<String, @Nullable Object> input) {
        this.start = start;
        this.context = new RunContext(input);
        this.stored = start.stored();
    }

    RunId id() {
        return start.id();
    }

    CompiledFlow flow() {
        return start.flow();
    }

    Start start() {
        return start;
    }

    RunContext context() {
        return context;
    }

    /** Takes up what an earlier process left. */
    void remember(Execution execution) {
        seq = Math.max(seq, execution.seq() + 1);
        if (execution.status() != Execution.Status.FAILED) {
            finished.put(execution.node(), execution);
        }
    }

    /** What this node left when it was run before, maybe only that it was begun. */
    @Nullable
    Execution finished(String node) {
        return finished.get(node);
    }

    int nextSeq() {
        return seq++;
    }

    /** Applies what a node left and notes it for the next commit. */
    void note(Execution execution, List<Write> more) {
        uncommitted.add(execution);
        writes.addAll(more);
        replay(execution);
        finished.put(execution.node(), execution);
    }

    /** Notes a turn that left nothing. */
    void noteFailure(Execution execution) {
        uncommitted.add(execution);
    }

    /** Applies what a node left, without noting it again. */
    void replay(Execution execution) {
        var memory = execution.memory();
        context.take(execution.node(), memory.output(), memory.told(), memory.named());
        if (flow().node(execution.node()).ends()) {
            end = RunStatus.of(String.valueOf(memory.output().getOrDefault("status", "completed")));
        } else {
            last = memory.output();
        }
    }

    /** How the run ends if nothing fails: as its end node says. */
    RunStatus end() {
        return end;
    }

    /** What the last node before the end left. */
    Map<String, @Nullable Object> result() {
        return last == null ? new LinkedHashMap<>() : last;
    }

    /** Takes out what is not committed yet. */
    Segment segment(RunStatus status, @Nullable Instant finishedAt, @Nullable String error) {
        return new Segment(this, !stored, status, finishedAt, error, List.copyOf(uncommitted), List.copyOf(writes));
    }

    /** The segment is in the database. */
    void committed() {
        stored = true;
        uncommitted.clear();
        writes.clear();
    }
}
