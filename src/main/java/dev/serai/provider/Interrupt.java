package dev.serai.provider;

/**
 * A workflow waits for somebody.
 *
 * @param eventId what to resume with
 * @param type what is awaited, in the provider's numbers (Coze: 2 question, 5 input, 6 local plugin, 7 OAuth plugin)
 * @param data what is asked, JSON text or empty
 */
public record Interrupt(String eventId, int type, String data) {}
