package dev.serai.provider;

import java.time.Duration;

/** What became of a run in the background, as far as is known. */
public sealed interface Progress {

    /**
     * It is under way.
     *
     * @param again how long to wait before it is asked for the next time; grows with the age of the run
     */
    record Running(Duration again) implements Progress {}

    /** It has ended, or stopped to wait for somebody ({@link WorkflowAnswer#interrupt()}). */
    record Ended(WorkflowAnswer answer) implements Progress {}

    /** It has failed, or takes longer than the workflow may. */
    record Failed(ProviderException error) implements Progress {}
}
