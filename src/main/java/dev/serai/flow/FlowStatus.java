package dev.serai.flow;

/** What the author wants a flow to be: being written, at work, or out of service. */
public enum FlowStatus {
    DRAFT,
    ACTIVE,
    INACTIVE
}
