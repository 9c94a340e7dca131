package dev.serai.alert;

import java.util.UUID;

/**
 * Told when an alert is stored, upwards to whoever wants to act on it; told again for each repeat within
 * {@link Alerts#DEDUP}, with the same id.
 */
public record AlertRaised(UUID id, Alert alert) {}
