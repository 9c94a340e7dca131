package dev.serai.engine;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node's view of the run it is in. */
record RunStep(Run of, String node, Instant now) implements Step {

    @Override
    public RunId run() {
        return of.id();
    }

    @Override
    public String effectKey() {
        return of.id() + ":" + node;
    }

    @Override
    public Map<String, Object> scope() {
        return of.context().scope();
    }

    @Override
    public @Nullable Object context(String field) {
        return of.context().field(field);
    }
}
