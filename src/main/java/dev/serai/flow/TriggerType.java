package dev.serai.flow;

/** What starts a flow. */
public enum TriggerType {
    WEBHOOK,
    SCHEDULE,
    API,
    EVENT
}
