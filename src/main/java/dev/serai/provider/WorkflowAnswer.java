package dev.serai.provider;

import org.jspecify.annotations.Nullable;

/**
 * What a workflow answered.
 *
 * @param content the output as the provider sent it: plain text, or JSON text if the workflow returns variables
 * @param executeId the run's id at the provider, if it told one
 * @param usage tokens spent, as far as the provider says
 * @param interrupt what the workflow waits for; null when it is finished
 */
public record WorkflowAnswer(
        String content,
        @Nullable String executeId,
        Usage usage,
        @Nullable Interrupt interrupt) {

    /** True if the workflow stopped half-way and waits for an answer. */
    public boolean interrupted() {
        return interrupt != null;
    }
}
