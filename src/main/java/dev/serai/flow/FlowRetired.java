package dev.serai.flow;

/** A flow is out of service: its author made it inactive, and no version took over. */
public record FlowRetired(FlowVersion version) {}
