package dev.serai.provider;

import java.util.List;
import java.util.Set;

/** A place where models are declared. */
interface ModelSource {

    /** Of two declarations with one id the one from the source of the higher rank holds. */
    int rank();

    /**
     * Reads all of it anew; changes nothing.
     *
     * @throws dev.serai.flow.FlowRejected with everything that is wrong
     */
    List<ModelEntry> read();

    /**
     * Looks at what has been read last with the names of all models known.
     *
     * @throws dev.serai.flow.FlowRejected as {@link #read}
     */
    default void check(Set<String> names) {}

    /**
     * Leaves files out of the next reading, so that a hub which starts has at least its other models.
     *
     * @return whether one of them is of this source
     */
    default boolean leaveOut(Set<String> files) {
        return false;
    }

    /** All is well with what has been read last, and it is in force. */
    default void accepted() {}
}
