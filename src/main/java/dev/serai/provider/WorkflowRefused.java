package dev.serai.provider;

import java.time.Instant;

/** The hub itself says no about a run of a workflow; the provider was not asked. */
public abstract sealed class WorkflowRefused extends RuntimeException {

    private WorkflowRefused(String message) {
        super(message);
    }

    /** No run in the background is known under this id. */
    public static final class UnknownRun extends WorkflowRefused {
        UnknownRun(String workflow, String executeId) {
            super("There is no run '%s' of workflow '%s' in the background; start one with mode async"
                    .formatted(executeId, workflow));
        }
    }

    /** Whether an earlier start reached the provider is unknown, so it is not repeated. */
    public static final class UnknownStart extends WorkflowRefused {
        UnknownStart(String workflow) {
            super("Workflow '%s' may have been started just before a crash; look at the provider, then try again"
                    .formatted(workflow));
        }
    }

    /** No such interrupt is known. */
    public static final class UnknownInterrupt extends WorkflowRefused {
        UnknownInterrupt(String workflow, String eventId) {
            super("There is no interrupt '%s' of workflow '%s'; take the eventId it told".formatted(eventId, workflow));
        }
    }

    /** Somebody else was faster, or it was answered before. */
    public static final class Answered extends WorkflowRefused {
        Answered(String eventId, Instant at) {
            super(("Interrupt '%s' was answered at %s, and each is answered once; answer the one the run told since,"
                            + " or run the workflow anew")
                    .formatted(eventId, at));
        }
    }

    /** Nobody answered in time. */
    public static final class Expired extends WorkflowRefused {
        Expired(String eventId, Instant at) {
            super("Interrupt '%s' could be answered until %s; run the workflow anew".formatted(eventId, at));
        }
    }

    /** The run was answered as often as the provider allows. */
    public static final class Exhausted extends WorkflowRefused {
        Exhausted(String workflow, String eventId, int most) {
            super(("Interrupt '%s' is not the first of its run, which was answered %d times already; run the workflow"
                            + " anew, or raise serai.provider.workflows.%s.max-resumes if the provider allows more")
                    .formatted(eventId, most, workflow));
        }
    }
}
