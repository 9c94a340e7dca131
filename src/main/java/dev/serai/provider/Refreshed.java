package dev.serai.provider;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What became of the models when they were read anew.
 *
 * @param modelCount how many declarations are in use now
 * @param newModels names of those that were not there before
 * @param updatedModels names of those that changed
 * @param removedModels names of those that are gone or out of use
 * @param at when it was
 */
public record Refreshed(
        int modelCount, List<String> newModels, List<String> updatedModels, List<String> removedModels, Instant at) {

    public Refreshed {
        newModels = List.copyOf(newModels);
        updatedModels = List.copyOf(updatedModels);
        removedModels = List.copyOf(removedModels);
    }

    /** Whether anything is different. */
    public boolean changed() {
        return !(newModels.isEmpty() && updatedModels.isEmpty() && removedModels.isEmpty());
    }

    static Refreshed between(ModelCatalog before, ModelCatalog after, Instant at) {
        return new Refreshed(
                after.all().size(),
                names(after, entry -> !used(before, entry.id())),
                names(
                        after,
                        entry -> used(before, entry.id())
                                && !Objects.equals(entry, before.entries().get(entry.id()))),
                names(before, entry -> !used(after, entry.id())),
                at);
    }

    private static boolean used(ModelCatalog catalog, String id) {
        var entry = catalog.entries().get(id);
        return entry != null && entry.active();
    }

    private static List<String> names(ModelCatalog catalog, Predicate<ModelEntry> wanted) {
        return catalog.all().stream()
                .map(ModelCatalog.Candidate::entry)
                .filter(wanted)
                .map(ModelEntry::name)
                .distinct()
                .sorted()
                .toList();
    }
}
