package dev.serai.provider;

/**
 * What a workflow that waits is told.
 *
 * @param eventId of the {@link Interrupt}
 * @param type of the {@link Interrupt}
 * @param data the answer: plain text, or JSON text where several things were asked for
 */
public record Resumption(String eventId, int type, String data) {}
