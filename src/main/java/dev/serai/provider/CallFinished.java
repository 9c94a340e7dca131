package dev.serai.provider;

/**
 * A call has ended, well or not. Published as an application event once for each call that has a row in the log, by a
 * thread that no call waits for. What must survive a crash reads the log instead.
 */
public sealed interface CallFinished permits ModelCallFinished, WorkflowCallFinished {

    /** What the hub calls the model or workflow. */
    String name();

    /** Who served it. */
    String provider();

    /** On whose account it was made. */
    CallTag tag();

    /** How it ended. */
    CallEnding ending();
}
