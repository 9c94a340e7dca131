package dev.serai.provider;

/**
 * A call of a hosted workflow has ended, or waits for an answer.
 *
 * @param workflow what the hub calls the workflow
 */
public record WorkflowCallFinished(String workflow, String provider, CallTag tag, CallEnding ending)
        implements CallFinished {

    @Override
    public String name() {
        return workflow;
    }
}
