package dev.serai.provider;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs hosted workflows by the names that configuration gives them; retries, time limits and logs are taken care of.
 */
public interface Workflows {

    /** How the provider is asked to answer; the caller gets the same {@link WorkflowAnswer} either way. */
    enum Mode {
        /** Piece by piece: survives runs that take longer than a silent connection lives. */
        STREAM,
        /** In one piece at the end. */
        SYNC
    }

    /**
     * Runs and waits for the end or for an interrupt ({@link WorkflowAnswer#interrupt()}), at most for the time limit
     * of the workflow. Not safe to repeat: a provider runs the workflow again.
     *
     * @throws ProviderException if the run failed; the case says what the caller can do
     */
    WorkflowAnswer run(String workflow, Map<String, Object> parameters, CallTag tag, Mode mode);

    /**
     * Runs in mode {@link Mode#STREAM} and tells the listener each piece as it comes, then exactly one
     * {@link WorkflowEvent.Done}, {@link WorkflowEvent.Interrupted} or {@link WorkflowEvent.Failed}; returns the answer
     * put together. A failure is told to the listener and thrown as well. The listener is called by one thread at a
     * time, not always the caller's; if it throws, the call ends at once. A name that is not known is only thrown.
     *
     * @throws ProviderException as {@link #run}
     */
    WorkflowAnswer stream(
            String workflow, Map<String, Object> parameters, CallTag tag, Consumer<WorkflowEvent> listener);

    /** The workflows that can be run. */
    Set<String> names();
}
