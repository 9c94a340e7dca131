package dev.serai.engine;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node's view of the run it is in.
 *
 * @param round how often a person had the effects up to here happen again; each time they are new deeds
 */
record RunStep(RunId run, Turn turn, int round, RunContext known, Meeting meeting, Instant now) implements Step {

    @Override
    public String node() {
        return turn.node();
    }

    @Override
    public String effectKey() {
        return run + ":" + turn + (round == 0 ? "" : "!" + round);
    }

    @Override
    public Map<String, Object> scope() {
        return known.scope();
    }

    @Override
    public @Nullable Object context(String field) {
        return known.field(field);
    }
}
