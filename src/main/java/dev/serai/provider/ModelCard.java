package dev.serai.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declared model as people see it; no key is on it.
 *
 * @param provider what logs call the endpoint; null if the model is not in use
 * @param hasKey whether it has a key of its own
 * @param origin where it is declared: {@code api}, a file, a variable or a setting
 * @param health how it was when it was asked last, in the words of {@code ai_model_health_checks}; null if that is no
 *     news any more
 * @param problems why it cannot be asked, a sentence each
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ModelCard(
        String id,
        String name,
        String protocol,
        @Nullable String provider,
        String modelId,
        String modelType,
        @Nullable String apiEndpoint,
        boolean hasKey,
        boolean isActive,
        String origin,
        String timeout,
        int priority,
        int weight,
        @Nullable String fallback,
        @Nullable Integer maxConcurrent,
        @Nullable Integer rateLimit,
        @Nullable String health,
        List<String> problems,
        Looks looks) {

    /** How it looks. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Looks(
            String icon, String descriptionZh, String descriptionEn, JsonNode parameters, JsonNode capability) {}

    public ModelCard {
        problems = List.copyOf(problems);
    }

    static ModelCard of(ModelEntry entry, ModelCatalog catalog, @Nullable String health) {
        var candidate = catalog.all().stream()
                .filter(one -> one.id().equals(entry.id()))
                .findFirst();
        var endpoint = entry.endpoint();
        var address = endpoint.baseUrl();
        var turn = entry.turn();
        var looks = entry.looks();
        return new ModelCard(
                entry.id(),
                entry.name(),
                endpoint.protocol(),
                candidate.map(ModelCatalog.Candidate::label).orElse(null),
                entry.asked().model(),
                looks.type(),
                address == null ? null : address.toString(),
                endpoint.apiKey().present(),
                entry.active(),
                entry.origin(),
                entry.asked().timeout().toString(),
                turn.priority(),
                turn.weight(),
                turn.fallback(),
                turn.maxConcurrent(),
                turn.perMinute(),
                health,
                candidate.map(ModelCatalog.Candidate::problems).orElse(entry.missing()),
                new Looks(looks.icon(), looks.zh(), looks.en(), looks.parameters(), looks.capability()));
    }
}
