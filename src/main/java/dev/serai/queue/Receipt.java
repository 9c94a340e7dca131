package dev.serai.queue;

import java.util.UUID;

/**
 * What became of an accepted envelope.
 *
 * @param id of the envelope
 * @param duplicate true if a copy of it was accepted before; then this one is dropped
 */
public record Receipt(UUID id, boolean duplicate) {}
