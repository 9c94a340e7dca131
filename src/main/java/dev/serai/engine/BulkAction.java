package dev.serai.engine;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done to many runs, and how far it has come.
 *
 * @param after where it goes on; null at the beginning
 * @param done how many runs it was done to
 * @param passedOver how many it did not fit any more, for example because they had ended meanwhile
 * @param failed how many it could not be done to
 * @param errors the first reasons, twenty at most
 * @param more whether more runs fitted than one request takes
 */
public record BulkAction(
        UUID id,
        Verb action,
        RunFilter filter,
        Options options,
        String status,
        @Nullable String after,
        int done,
        int passedOver,
        int failed,
        List<String> errors,
        boolean more,
        Instant requestedAt,
        @Nullable Instant finishedAt) {

    public BulkAction {
        errors = List.copyOf(errors);
    }

    /** What can be done to many runs. */
    public enum Verb {
        /** Calls off those that have not ended. */
        CANCEL("running,waiting", "running,waiting"),
        /** Has those that failed, or were cancelled if that is asked for, go on where they stopped. */
        RETRY("failed", "failed,cancelled"),
        /** Does all of those that have ended again, as new runs. */
        RERUN("completed,failed,cancelled", "completed,failed,cancelled");

        private final String usual;
        private final String possible;

        Verb(String usual, String possible) {
            this.usual = usual;
            this.possible = possible;
        }

        /** As it is written in JSON and tables. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Reads it as a caller wrote it.
         *
         * @throws IllegalArgumentException if it is none
         */
        public static Verb of(@Nullable String word) {
            for (var one : values()) {
                if (one.word().equals(word)) {
                    return one;
                }
            }
            throw new IllegalArgumentException("action: '" + word + "' is unknown; use cancel, retry or rerun");
        }

        /** The runs among those asked for that this can be done to. */
        RunFilter fitting(RunFilter filter) {
            if (!filter.criteria().containsKey("status")) {
                return filter.only(List.of(usual.split(",")));
            }
            var can = List.of(possible.split(","));
            var both = filter.statuses().stream().filter(can::contains).toList();
            if (both.isEmpty()) {
                throw new IllegalArgumentException("status: runs that are "
                        + String.join(" or ", filter.statuses()) + " are none to " + word() + "; ask for "
                        + String.join(", ", can) + ", or leave it out");
            }
            return filter.only(both);
        }
    }

    /**
     * How it is done.
     *
     * @param version for retry and rerun; see {@link Replay}
     * @param effects for retry; see {@link Replay}
     */
    public record Options(String by, String why, @Nullable String version, boolean effects) {

        Replay replay() {
            return new Replay(null, version, null, effects, by);
        }
    }

    /** How many runs it has looked at. */
    int seen() {
        return done + passedOver + failed;
    }

    /**
     * What it would do.
     *
     * @param runs how many runs fit
     * @param more whether more fit than one request takes
     * @param effects the effects on the world outside among it
     */
    public record Preview(int runs, boolean more, List<Effects> effects) {

        public Preview {
            effects = List.copyOf(effects);
        }

        /** In how many runs a node's effect is, and whether it happens again; see {@link RunControl.Repeated}. */
        public record Effects(String nodeId, String nodeType, String effect, int runs, boolean again) {

            Effects and(Effects more) {
                return new Effects(nodeId, nodeType, effect, runs + more.runs, again);
            }
        }
    }
}
