package dev.serai.vault;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Seals all that is kept under older keys anew, under the newest one, so that the older ones can be given up. */
@Component
public class Resealing {

    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);
    private static final int PAGE = 200;

    private final Vault vault;
    private final ObjectProvider<SealedStore> stores;

    Resealing(Vault vault, ObjectProvider<SealedStore> stores) {
        this.vault = vault;
        this.stores = stores;
    }

    /**
     * What became of the values of one store.
     *
     * @param store its name
     * @param resealed how many were sealed anew
     * @param current how many were sealed under the newest key already, or changed by somebody else meanwhile
     * @param unopened the ids of those that cannot be opened, and stay as they are
     */
    public record Report(String store, int resealed, int current, List<String> unopened) {

        public Report {
            unopened = List.copyOf(unopened);
        }
    }

    /**
     * Goes through all stores. May be repeated, interrupted and done by several hubs at the same time: each value is
     * replaced by itself, and one that is sealed under the newest key is left alone.
     */
    public List<Report> run() {
        var reports = stores.orderedStream().map(this::reseal).toList();
        reports.forEach(report -> LOG.info(
                "Sealed under key {}: {} of {}, {} were before, {} cannot be opened",
                vault.currentKey(),
                report.resealed(),
                report.store(),
                report.current(),
                report.unopened().size()));
        return reports;
    }

    private Report reseal(SealedStore store) {
        var resealed = 0;
        var current = 0;
        var unopened = new ArrayList<String>();
        var values = store.after("", PAGE);
        while (!values.isEmpty()) {
            for (var value : values) {
                try {
                    if (!vault.current(value.sealed()) && store.replace(value, resealed(value))) {
                        resealed++;
                    } else {
                        current++;
                    }
                } catch (VaultException e) {
                    LOG.warn("store={} id={}: {}", store.name(), value.id(), e.getMessage());
                    unopened.add(value.id());
                }
            }
            values = store.after(values.getLast().id(), PAGE);
        }
        return new Report(store.name(), resealed, current, unopened);
    }

    private String resealed(SealedValue value) {
        return vault.seal(vault.open(value.sealed(), value.purpose()), value.purpose());
    }
}
