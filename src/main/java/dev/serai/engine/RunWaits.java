package dev.serai.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the turns of one run wait for, in the database and from now on. Used under the lock of its run. */
final class RunWaits {

    private final Map<Turn, StoredWait> waits = new HashMap<>();
    private final Map<Turn, Integer> woken = new HashMap<>();
    private final Set<Turn> parked = new HashSet<>();
    private List<Parking> parkings = new ArrayList<>();

    /**
     * A turn that waits from now on.
     *
     * @param seen how many events it had seen when it went on the last time; a later one is not to be lost
     */
    record Parking(Turn turn, Wait pause, int seen) {}

    void remember(List<StoredWait> waiting) {
        waiting.forEach(wait -> waits.put(wait.turn(), wait));
    }

    /** A turn waits; for what, or null if it is what it waited for before. */
    void park(Turn turn, @Nullable Wait pause) {
        parked.add(turn);
        if (pause != null) {
            var seen = woken.remove(turn);
            parkings.add(new Parking(turn, pause, seen == null ? 0 : seen));
        }
    }

    /** Why a turn that began to wait with this execution goes on now; null if what it waits for has not come. */
    @Nullable
    Wake wake(Execution execution, Instant now) {
        var turn = execution.turn();
        var wait = waits.get(turn);
        if (wait != null && !wait.over(now)) {
            return null;
        }
        woken.put(turn, wait == null ? 0 : wait.signals());
        return new Wake(execution.memory().output(), wait == null ? null : wait.signal());
    }

    /** Names of the turns below a path that wait. */
    List<String> parkedBelow(String path) {
        return parked.stream()
                .map(Turn::name)
                .filter(name -> name.startsWith(path))
                .toList();
    }

    /** What turns below a path wait for does not matter any more. */
    void forget(String path) {
        parked.removeIf(turn -> turn.name().startsWith(path));
        parkings.removeIf(parking -> parking.turn().name().startsWith(path));
        waits.forEach((turn, wait) -> {
            if (turn.name().startsWith(path)) {
                woken.put(turn, wait.signals());
            }
        });
    }

    /** Whether something must come before the run can go on to its end. */
    boolean parked() {
        return !parked.isEmpty();
    }

    /** Whether it has waited, or waits. */
    boolean waited() {
        return !parked.isEmpty() || !waits.isEmpty();
    }

    /** When the first of the turns that wait from now on is due; null if none of them waits for a moment. */
    @Nullable
    Instant due() {
        return parkings.stream()
                .map(parking -> parking.pause().until())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Whether something it waits for may come before that moment. */
    boolean mayWakeBefore(Instant moment) {
        return parked.size() > parkings.size()
                || parkings.stream().map(Parking::pause).anyMatch(wait -> wait.mayEndBefore(moment));
    }

    /**
     * Takes out what is not committed yet.
     *
     * @param left what each turn left; turns that have succeeded since do not wait any more
     * @param rests whether the run waits anew or ends: only then is forgotten what it waited for, for until then it is
     *     by that row that another process finds it
     */
    Segment.Rest rest(Map<Turn, Execution> left, boolean rests) {
        var rest =
                new Segment.Rest(List.copyOf(parkings), rests ? over(left) : Map.<Turn, Integer>of(), !waits.isEmpty());
        parkings = new ArrayList<>();
        return rest;
    }

    /** Turns that do not wait any more, with the number of events they have seen. */
    private Map<Turn, Integer> over(Map<Turn, Execution> left) {
        var over = new HashMap<>(woken);
        waits.forEach((turn, wait) -> {
            var execution = left.get(turn);
            if (execution == null || execution.status() == Execution.Status.SUCCEEDED) {
                over.put(turn, wait.signals());
            }
        });
        return Map.copyOf(over);
    }
}
