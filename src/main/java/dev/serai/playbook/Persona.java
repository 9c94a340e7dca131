package dev.serai.playbook;

/**
 * A way of speaking: what a model is told about who it is.
 *
 * @param roleType by which flows and robots choose it, for example {@code service}
 * @param temperature from 0 to 2
 * @param maxTokens upper bound of one answer
 */
public record Persona(
        String id,
        String name,
        String roleType,
        String description,
        String systemPrompt,
        double temperature,
        int maxTokens,
        String model,
        boolean active) {}
