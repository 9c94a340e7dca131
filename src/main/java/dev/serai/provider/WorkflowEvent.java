package dev.serai.provider;

/** What a listener hears while a workflow runs. */
public sealed interface WorkflowEvent {

    /**
     * The next piece of a node's output.
     *
     * @param node title of the node that speaks, may be empty
     * @param nodeFinished true for the last piece of this node
     */
    record Message(String content, String node, boolean nodeFinished) implements WorkflowEvent {}

    /** The provider is alive and has nothing to say yet. */
    record Ping() implements WorkflowEvent {}

    /** The workflow waits for an answer; nothing follows. */
    record Interrupted(WorkflowAnswer answer, Interrupt interrupt) implements WorkflowEvent {}

    /** The end, in failure; nothing follows. */
    record Failed(ProviderException error) implements WorkflowEvent {}

    /** The end; nothing follows. */
    record Done(WorkflowAnswer answer) implements WorkflowEvent {}
}
