package dev.serai.provider;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs hosted workflows by the names that configuration gives them; retries, time limits and logs are taken care of. A
 * workflow whose answers are kept ({@code cache-ttl}) may answer without a run: {@link WorkflowAnswer#cached()}.
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
     * As {@link #run(String, Map, CallTag, Mode)}, with an answer that is kept for others who ask the same.
     *
     * @param cacheTtl how long it is kept; zero as the workflow is configured
     * @throws ProviderException if the run failed
     */
    WorkflowAnswer run(String workflow, Map<String, Object> parameters, CallTag tag, Mode mode, Duration cacheTtl);

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

    /**
     * Begins a run in the background. Its time limit is that of the workflow, from now on.
     *
     * @param key names the deed, so that it may be repeated: a run begun under the same key that has not ended is not
     *     begun again; null if each call is a deed of its own
     * @throws ProviderException if it could not be begun
     * @throws WorkflowRefused.UnknownStart if a crash has hidden whether it was begun under this key; the next call
     *     begins it
     */
    StartedRun start(String workflow, Map<String, Object> parameters, CallTag tag, @Nullable String key);

    /**
     * What became of a run in the background. May be repeated, also after its end, as long as the provider remembers.
     *
     * @throws ProviderException if the provider could not be asked; the run goes on
     * @throws WorkflowRefused.UnknownRun if no such run was begun here
     */
    Progress poll(String workflow, String executeId);

    /**
     * Answers an interrupt and waits for the end of the run, or for its next interrupt. Only one answer goes through:
     * if the provider took it, another one is refused; if the provider could not be reached, it may be repeated.
     *
     * @param eventId of the {@link Interrupt}
     * @param data the answer: plain text, or JSON text where several things were asked for
     * @throws ProviderException if the run failed
     * @throws WorkflowRefused if the interrupt cannot be answered
     */
    WorkflowAnswer resume(String workflow, String eventId, String data, CallTag tag);

    /**
     * As {@link #resume(String, String, String, CallTag)}, and tells the listener as {@link #stream}; a run that was
     * not streamed goes on in one piece. An interrupt that cannot be answered is only thrown.
     *
     * @throws ProviderException if the run failed
     * @throws WorkflowRefused if the interrupt cannot be answered
     */
    WorkflowAnswer resume(String workflow, String eventId, String data, CallTag tag, Consumer<WorkflowEvent> listener);

    /** The workflows that can be run. */
    Set<String> names();

    /** The workflows of the configuration and what keeps them from being run now. */
    List<WorkflowSummary> summaries();
}
