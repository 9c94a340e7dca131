package dev.serai.engine;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node's view of the run it is in. */
record RunStep(RunId run, Turn turn, RunContext known, Meeting meeting, Instant now) implements Step {

    @Override
    public String node() {
        return turn.node();
    }

    @Override
    public String effectKey() {
        return run + ":" + turn;
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
