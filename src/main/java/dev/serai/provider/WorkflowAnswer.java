package dev.serai.provider;

import org.jspecify.annotations.Nullable;

/**
 * What a workflow answered.
 *
 * @param content the output as the provider sent it: plain text, or JSON text if the workflow returns variables
 * @param executeId the run's id at the provider, if it told one
 * @param usage tokens spent, as far as the provider says
 * @param interrupt what the workflow waits for; null when it is finished
 * @param cached whether nobody was asked: an earlier run was given the same parameters, and nothing is spent
 */
public record WorkflowAnswer(
        String content,
        @Nullable String executeId,
        Usage usage,
        @Nullable Interrupt interrupt,
        boolean cached) {

    /** Fresh from the provider. */
    public WorkflowAnswer(String content, @Nullable String executeId, Usage usage, @Nullable Interrupt interrupt) {
        this(content, executeId, usage, interrupt, false);
    }

    /** The same for somebody who did not ask for it. */
    WorkflowAnswer again() {
        return new WorkflowAnswer(content, executeId, Usage.none(), interrupt, true);
    }

    /** True if the workflow stopped half-way and waits for an answer. */
    public boolean interrupted() {
        return interrupt != null;
    }
}
