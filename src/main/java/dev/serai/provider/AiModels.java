package dev.serai.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.vault.Secret;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Shows all models, and lets models be declared while the hub runs. Keys go in and are never told again. */
@Component
public class AiModels {

    private final ModelRegistry registry;
    private final StoredModels stored;
    private final ModelHealth health;
    private final Protocols protocols;

    AiModels(ModelRegistry registry, StoredModels stored, ModelHealth health, Protocols protocols) {
        this.registry = registry;
        this.stored = stored;
        this.health = health;
        this.protocols = protocols;
    }

    /** Every declared model, by id, also those that are not in use. */
    public List<ModelCard> all() {
        var catalog = registry.catalog();
        return catalog.entries().values().stream()
                .map(entry -> ModelCard.of(entry, catalog, health.word(entry.id())))
                .toList();
    }

    /**
     * One of them.
     *
     * @throws ModelRefused.Unknown if there is none
     */
    public ModelCard find(String id) {
        var catalog = registry.catalog();
        var entry = catalog.entries().get(id);
        if (entry == null) {
            throw new ModelRefused.Unknown("There is no model '" + id + "'");
        }
        return ModelCard.of(entry, catalog, health.word(id));
    }

    /**
     * Declares one more; it is in force at once. One of the same id from elsewhere is hidden by it.
     *
     * @param sent the fields of {@code ai_models}; {@code id} is made up if there is none
     * @throws IllegalArgumentException naming the wrong field, the reason and the fix
     * @throws ModelRefused.Conflict if there is one of this id in the database
     */
    public ModelCard add(ObjectNode sent) {
        var draft = ModelDraft.of(sent);
        var given = draft.id();
        var id = given == null || given.isBlank() ? UUID.randomUUID().toString() : given;
        check(draft, id);
        if (!stored.insert(id, draft, sent)) {
            throw new ModelRefused.Conflict(
                    "There is a model '%s'; change it with PUT /api/models/%s".formatted(id, id));
        }
        registry.reload(stored);
        return find(id);
    }

    /**
     * Declares one anew, as a whole; without {@code api_key} it keeps its key, as long as that is for the same place.
     *
     * @throws IllegalArgumentException as {@link #add}
     * @throws ModelRefused if it is not in the database, or others need what it was
     */
    public ModelCard change(String id, ObjectNode sent) {
        var draft = ModelDraft.of(sent);
        var before = stored.find(id).orElseThrow(() -> unknown(id));
        if (draft.id() != null && !id.equals(draft.id())) {
            throw new IllegalArgumentException("id: it cannot be changed; leave it out, or declare another model");
        }
        check(draft, id);
        var elsewhere = !Objects.equals(before.apiEndpoint(), draft.apiEndpoint())
                || !before.protocol().equals(draft.protocol());
        if (elsewhere && draft.apiKey() == null && find(id).hasKey()) {
            throw new IllegalArgumentException(
                    "api_key: it was given for another endpoint; send the key for this one, or \"\" for none");
        }
        if (!draft.isActive() || !draft.name().equals(before.name())) {
            keepForOthers(id, before.name());
        }
        if (!stored.update(id, draft, sent)) {
            throw unknown(id);
        }
        registry.reload(stored);
        return find(id);
    }

    /**
     * Takes one away.
     *
     * @throws ModelRefused if it is not in the database, or others fall back on it
     */
    public void remove(String id) {
        var before = stored.find(id).orElseThrow(() -> unknown(id));
        keepForOthers(id, before.name());
        stored.delete(id);
        registry.reload(stored);
    }

    private void check(ModelDraft draft, String id) {
        var entry = draft.entry(id, Secret.none(), protocols);
        var fallback = entry.turn().fallback();
        if (fallback != null && !registry.catalog().names().contains(fallback) && !fallback.equals(draft.name())) {
            throw new IllegalArgumentException(
                    "config.fallback: there is no model '" + fallback + "'; write the name of one, or leave it out");
        }
    }

    private void keepForOthers(String id, String name) {
        var entries = registry.catalog().entries().values();
        var served = entries.stream()
                .anyMatch(other ->
                        !other.id().equals(id) && other.active() && other.name().equals(name));
        if (served) {
            return;
        }
        entries.stream()
                .filter(other ->
                        !other.id().equals(id) && name.equals(other.turn().fallback()))
                .findFirst()
                .ifPresent(other -> {
                    throw new ModelRefused.Conflict("'%s' falls back on '%s'; change that first (%s)"
                            .formatted(other.name(), name, other.origin()));
                });
    }

    private ModelRefused unknown(String id) {
        var entry = registry.catalog().entries().get(id);
        return new ModelRefused.Unknown(
                entry == null
                        ? "There is no model '" + id + "'"
                        : "Model '%s' is declared in %s; change it there, or declare one of the same id with POST /api/models"
                                .formatted(id, entry.origin()));
    }
}
