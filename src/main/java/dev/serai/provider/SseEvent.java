package dev.serai.provider;

/**
 * One event of a stream.
 *
 * @param id the last id the stream has told, or empty
 * @param event the event's name, {@code message} if it has none
 * @param data its lines, joined by line feeds
 */
public record SseEvent(String id, String event, String data) {}
