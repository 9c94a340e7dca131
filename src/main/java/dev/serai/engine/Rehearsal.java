package dev.serai.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A dry run on its way. Like a run of the hub it goes as far as it can and stands where it waits, until the clock has
 * come to its moment or it is told of its event. Used by one thread.
 */
public final class Rehearsal {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_ROUNDS = 1000;

    /** A turn that waits, what for, and the event that has come to it. */
    private record Waiting(Wait pause, @Nullable Map<String, @Nullable Object> signal) {

        StoredWait stored(Turn turn) {
            return new StoredWait(turn, pause.until(), signal, signal == null ? 0 : 1);
        }
    }

    private record End(RunStatus status, @Nullable String error) {}

    private final DryRuns.Stage stage;
    private final Run.Start start;
    private final Map<Turn, Waiting> waits = new LinkedHashMap<>();
    private int read;
    private boolean begun;
    private @Nullable End end;

    Rehearsal(DryRuns.Stage stage, Run.Start start) {
        this.stage = stage;
        this.start = start;
    }

    /** Goes as far as it can at the present time; without effect when nothing it waits for has come. */
    public void goOn() {
        for (int round = 0; round < MOST_ROUNDS && goesOn(); round++) {
            send();
        }
    }

    private boolean goesOn() {
        if (!begun) {
            return true;
        }
        return waits.entrySet().stream()
                .anyMatch(one -> one.getValue().stored(one.getKey()).over(stage.now()));
    }

    /** When the first of the moments comes that it waits for; empty if it waits for none. */
    public Optional<Instant> due() {
        return waits.values().stream()
                .map(one -> one.pause().until())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    /** Its id, the same for the same flow and payload. */
    public String id() {
        return start.id().toString();
    }

    /**
     * Tells it of an event and lets it go on; an event that does not fit anything it waits for is lost.
     *
     * @return whether it waited for this
     */
    public boolean tell(String event, Map<String, ? extends @Nullable Object> fields) {
        var told = Json.map(Json.text(fields));
        var heard = false;
        for (var one : waits.entrySet()) {
            var pause = one.getValue().pause();
            if (event.equals(pause.event()) && contains(JSON.valueToTree(told), JSON.valueToTree(pause.match()))) {
                one.setValue(new Waiting(pause, told));
                heard = true;
            }
        }
        goOn();
        return heard;
    }

    /** As PostgreSQL's {@code @>} does, by which waiting runs are found. */
    private static boolean contains(JsonNode told, JsonNode wanted) {
        if (wanted.isObject() && told.isObject()) {
            return wanted.properties().stream()
                    .allMatch(
                            field -> told.has(field.getKey()) && contains(told.get(field.getKey()), field.getValue()));
        }
        if (wanted.isArray()) {
            return elements(wanted).allMatch(one -> elements(told).anyMatch(other -> contains(other, one)));
        }
        if (wanted.isNumber() && told.isNumber()) {
            return wanted.decimalValue().compareTo(told.decimalValue()) == 0;
        }
        return wanted.equals(told);
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return list.isArray() ? StreamSupport.stream(list.spliterator(), false) : Stream.empty();
    }

    private void send() {
        var run = run();
        begun = true;
        var failure = stage.send(run);
        if (failure == null && run.parked()) {
            stage.park(run);
        } else {
            var error = failure == null ? null : String.valueOf(failure.getMessage());
            end = new End(failure == null ? run.end() : RunStatus.FAILED, error);
            stage.finish(run, end.status(), error);
        }
        var news = stage.kept().subList(read, stage.kept().size());
        read += news.size();
        news.forEach(segment -> {
            segment.rest().over().keySet().forEach(waits::remove);
            segment.rest().parkings().forEach(parking -> waits.put(parking.turn(), new Waiting(parking.pause(), null)));
        });
        if (end != null) {
            waits.clear();
        }
    }

    private Run run() {
        var run = new Run(
                new Run.Start(start.id(), start.flow(), start.payload(), start.receivedAt(), start.startedAt(), begun),
                Json.map(start.payload()));
        var executions = stage.kept().stream()
                .flatMap(segment -> segment.executions().stream())
                .toList();
        run.remember(
                executions,
                waits.entrySet().stream()
                        .map(one -> one.getValue().stored(one.getKey()))
                        .toList());
        return run;
    }

    /** What it has done so far. */
    public DryRun soFar() {
        var pending = waits.entrySet().stream()
                .map(one -> new DryRun.Pending(
                        one.getKey().node(),
                        one.getValue().pause().until(),
                        one.getValue().pause().event()))
                .toList();
        var status = end == null ? RunStatus.WAITING : end.status();
        return new DryRun(status.word(), end == null ? null : end.error(), turns(), pending, writes());
    }

    /** A turn that waited stands once, where it came, with what it left in the end. */
    private List<DryRun.Turn> turns() {
        var turns = new LinkedHashMap<Turn, DryRun.Turn>();
        stage.kept().stream()
                .flatMap(segment -> segment.executions().stream())
                .filter(one -> one.status() != Execution.Status.BEGUN)
                .forEach(one -> turns.put(
                        one.turn(),
                        new DryRun.Turn(
                                one.node(),
                                one.status().word(),
                                one.attempt(),
                                one.memory().output(),
                                one.error())));
        return List.copyOf(turns.values());
    }

    private List<Write> writes() {
        var writes = new ArrayList<Write>();
        stage.kept().forEach(segment -> writes.addAll(segment.writes()));
        return writes;
    }
}
