package dev.serai.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run in the hands of this process: what its finished nodes left, what it waits for, and what is not committed yet.
 * Its parallel branches use it at the same time; what is known in each of them is in their {@link Frame}.
 */
final class Run {

    /** The output that tells which ways have met. */
    static final String RESULTS = "results";

    /** Under this name it travels in the exchange. */
    static final String VARIABLE = "run";

    /**
     * What a run begins with.
     *
     * @param payload JSON text of the envelope
     * @param stored whether the run is in the table already
     */
    record Start(RunId id, CompiledFlow flow, String payload, Instant receivedAt, Instant startedAt, boolean stored) {

        /** The time is as the database keeps it, so that it is the same when the run is taken up again. */
        Start {
            startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
        }
    }

    private final Start start;
    private final Frame frame;
    private final RunOrigin origin;
    private final Map<Turn, Execution> left = new HashMap<>();
    private final RunWaits waits = new RunWaits();
    private final Map<String, Integer> visits = new HashMap<>();
    private final Rounds rounds = new Rounds();
    private final Crossings crossings = new Crossings();
    private final List<Execution> committed = new ArrayList<>();
    private List<Execution> uncommitted = new ArrayList<>();
    private List<Write> writes = new ArrayList<>();
    private boolean stored;
    private volatile boolean cancelled;
    private int seq;
    private @Nullable Map<String, @Nullable Object> last;
    private RunStatus end = RunStatus.COMPLETED;

    Run(Start start, Map<String, @Nullable Object> input) {
        this.start = start;
        this.frame = new Frame("", new RunContext(input), null);
        frame.context().identify(start);
        this.origin = RunOrigin.of(input);
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

    /** What it is searched by. */
    RunOrigin origin() {
        return origin;
    }

    /** The run itself, outside of iterations and branches. */
    Frame frame() {
        return frame;
    }

    /** From which executions on a person had effects happen again. */
    void rounds(List<Integer> begun) {
        rounds.begin(begun);
    }

    /** How often a person had the effects up to a turn happen again when it was begun. */
    synchronized int round(Turn turn) {
        return rounds.of(turn, seq);
    }

    /** What a person put in place of what a turn would have seen, if anybody did. */
    synchronized @Nullable Execution edit(Turn turn) {
        return left.get(turn.edited());
    }

    /** Takes up what an earlier process, or this one before a wait, left. */
    void remember(List<Execution> before, List<StoredWait> waiting) {
        committed.addAll(before);
        before.forEach(execution -> {
            seq = Math.max(seq, execution.seq() + 1);
            if (execution.status() != Execution.Status.FAILED && !execution.superseded()) {
                left.put(execution.turn(), execution);
                rounds.note(execution);
            }
        });
        waits.remember(waiting);
    }

    /** Which turn of a node this is; each question is a new one. */
    synchronized Turn turn(String node, Frame in) {
        var turn = next(node, in);
        visits.merge(in.path() + ":" + node, 1, Integer::sum);
        in.context().enter(node);
        return turn;
    }

    /** Which turn of a node its next one will be. */
    synchronized Turn next(String node, Frame in) {
        int round = visits.getOrDefault(in.path() + ":" + node, 0);
        return new Turn(node, round == 0 ? in.path() : in.path() + "~" + round);
    }

    /** Where its ways part and meet. */
    Crossings crossings() {
        return crossings;
    }

    /** Whether the ways have met already, and without this one; then what it still waited for is forgotten. */
    synchronized boolean without(Turn at, String way) {
        var met = left.get(at);
        if (met == null || met.status() != Execution.Status.SUCCEEDED) {
            return false;
        }
        var results = met.memory().output().get(RESULTS);
        if (!(results instanceof Map<?, ?> map) || map.containsKey(way)) {
            return false;
        }
        waits.forget(Frame.path(at, way));
        return true;
    }

    /** The ways have met: those that did not come in time are not waited for any more. */
    synchronized void met(Turn at, Frame in) {
        var met = left.get(at);
        if (met != null && met.memory().output().get(RESULTS) instanceof Map<?, ?> results) {
            var there = crossings.arrivals(at);
            results.keySet().forEach(way -> {
                var arrived = there.get(String.valueOf(way));
                if (arrived != null) {
                    in.context().merge(arrived.context());
                }
            });
            waits.parkedBelow(at + "[").stream()
                    .filter(name -> results.keySet().stream()
                            .noneMatch(way -> name.startsWith(Frame.path(at, String.valueOf(way)))))
                    .toList()
                    .forEach(waits::forget);
        }
    }

    /** What this turn left when it was run before, maybe only that it was begun or waits. */
    synchronized @Nullable Execution left(Turn turn) {
        return left.get(turn);
    }

    /** Why a turn that waits goes on now; null if what it waits for has not come. */
    synchronized @Nullable Wake wake(Turn turn, Instant now) {
        var execution = left.get(turn);
        return execution == null ? null : waits.wake(execution, now);
    }

    synchronized int nextSeq() {
        return seq++;
    }

    /** Applies what a turn left and notes it for the next commit. */
    synchronized void note(Execution execution, Frame in, List<Write> more) {
        uncommitted.add(execution);
        writes.addAll(more);
        left.put(execution.turn(), execution);
        replay(execution, in);
    }

    /** Has these rows stored with the next commit. */
    synchronized void store(List<Write> more) {
        writes.addAll(more);
    }

    /** Notes a turn that left nothing. */
    synchronized void noteFailure(Execution execution) {
        uncommitted.add(execution);
    }

    /** Notes that a turn waits, and for what; null if it waits for what it waited for before. */
    synchronized void park(Turn turn, @Nullable Wait pause) {
        waits.park(turn, pause);
    }

    /** Nothing more of it is to be done. */
    void cancel() {
        cancelled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    /** Whether the run has to wait for something before it can go on to its end. */
    synchronized boolean parked() {
        return waits.parked();
    }

    /** Whether it has waited, or waits. */
    synchronized boolean waited() {
        return waits.waited();
    }

    /** When the first of the turns that wait from now on is due; null if none of them waits for a moment. */
    synchronized @Nullable Instant due() {
        return waits.due();
    }

    /** Whether something it waits for may come before that moment. */
    synchronized boolean mayWakeBefore(Instant moment) {
        return waits.mayWakeBefore(moment);
    }

    /** Applies what a turn left, without noting it again. */
    synchronized void replay(Execution execution, Frame in) {
        var memory = execution.memory();
        in.context().take(execution.node(), memory);
        if (flow().node(execution.node()).ends()) {
            end = RunStatus.of(String.valueOf(memory.output().getOrDefault("status", "completed")));
        } else if (execution.status() == Execution.Status.SUCCEEDED) {
            last = memory.output();
        }
    }

    /** How the run ends if nothing fails: as its end node says. */
    synchronized RunStatus end() {
        return end;
    }

    /** What the last node before the end left. */
    synchronized Map<String, @Nullable Object> result() {
        return last == null ? new LinkedHashMap<>() : last;
    }

    /** Takes out what is not committed yet. */
    synchronized Segment segment(RunStatus status, @Nullable Instant finishedAt, @Nullable String error) {
        var rest = waits.rest(left, status == RunStatus.WAITING || status.finished());
        var segment = new Segment(this, !stored, status, finishedAt, error, uncommitted, writes, rest);
        uncommitted = new ArrayList<>();
        writes = new ArrayList<>();
        return segment;
    }

    /** The segment is in the database. */
    synchronized void committed(Segment segment) {
        stored = true;
        committed.addAll(segment.executions());
    }

    /** What is in the database of what its nodes did, in no order. */
    synchronized List<Execution> committed() {
        return List.copyOf(committed);
    }
}
