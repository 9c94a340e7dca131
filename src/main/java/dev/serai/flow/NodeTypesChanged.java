package dev.serai.flow;

/** The node types that authors may use have changed; a flow that was refused may be right now. */
public record NodeTypesChanged() {}
