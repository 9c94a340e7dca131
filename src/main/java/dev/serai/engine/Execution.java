package dev.serai.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a node in a run, as it is logged and, if it succeeded, remembered.
 *
 * @param seq its place in the run
 * @param turn of which node, and which of its turns
 * @param superseded whether it was done again later, so that it does not count any more
 * @param input what it worked on
 * @param memory output, told fields and variables, all that a replay needs
 */
record Execution(
        int seq,
        Turn turn,
        String kind,
        Status status,
        Level level,
        int attempt,
        boolean superseded,
        Map<String, @Nullable Object> input,
        Memory memory,
        @Nullable String error,
        Instant startedAt,
        Duration took) {

    /** The same without what it worked on, which no replay needs. */
    Execution withoutInput() {
        return new Execution(
                seq, turn, kind, status, level, attempt, superseded, Map.of(), memory, error, startedAt, took);
    }

    String node() {
        return turn.node();
    }

    /** How it went. */
    enum Status {
        /** Its intent is noted; nobody knows yet what came of it. */
        BEGUN,
        /** It waits for something. */
        WAITING,
        SUCCEEDED,
        FAILED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How much it matters. */
    enum Level {
        FATAL,
        ERROR,
        WARNING,
        INFO
    }

    /** What a finished node leaves to the run. */
    record Memory(
            Map<String, @Nullable Object> output,
            Map<String, @Nullable Object> told,
            Map<String, @Nullable Object> named) {

        static final Memory NONE = new Memory(Map.of(), Map.of(), Map.of());

        static Memory of(Outcome outcome) {
            return new Memory(outcome.output(), outcome.told(), outcome.named());
        }
    }
}
