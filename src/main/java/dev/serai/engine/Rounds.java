package dev.serai.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often a person had the effects of a run happen again. Each time they are new deeds, under new keys; a turn that
 * was begun before stays the deed it was.
 */
final class Rounds {

    private final Map<Turn, Integer> firsts = new HashMap<>();
    private List<Integer> begun = List.of();

    /** From which executions on the effects were to happen again. */
    void begin(List<Integer> executions) {
        begun = executions;
    }

    /** Notes an execution that counts; they come in their order. */
    void note(Execution execution) {
        firsts.putIfAbsent(execution.turn(), execution.seq());
    }

    /** The round of a turn; {@code next} is the execution it has if it has none yet. */
    int of(Turn turn, int next) {
        var first = firsts.getOrDefault(turn, next);
        return (int) begun.stream().filter(one -> one <= first).count();
    }
}
