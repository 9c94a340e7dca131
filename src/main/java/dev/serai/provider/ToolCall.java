package dev.serai.provider;

/**
 * A model wants a tool to be called.
 *
 * @param id by which the result is told back
 * @param name of the tool
 * @param arguments JSON text, as the model wrote it: it may not even be JSON
 */
public record ToolCall(String id, String name, String arguments) {}
