package dev.serai.engine;

import java.time.Instant;
import java.util.List;

/** Says what is to be stored in the transaction that fails a run, for example an alert. Beans of modules above. */
public interface FailureNotes {

    /**
     * A run that fails.
     *
     * @param reason as people read it
     */
    record Failure(RunId run, String flow, String reason, Instant at) {}

    /** The rows; asked again if the run could not be stored and fails once more. */
    List<Write> of(Failure failure);
}
