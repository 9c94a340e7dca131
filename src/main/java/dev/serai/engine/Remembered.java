package dev.serai.engine;

import java.util.Map;

/**
 * A node leaves what it left in a run.
 *
 * @param turns by name; see {@link Turn}
 */
record Remembered(Map<String, Execution.Memory> turns) implements DryRun.StandIn {

    /** What a turn left. */
    Outcome outcome(String turn) {
        var memory = turns.get(turn);
        if (memory == null) {
            throw new NodeFailed("the recorded run did not come by here at this turn", false, null);
        }
        return Outcome.of(memory.output()).remembering(memory);
    }
}
