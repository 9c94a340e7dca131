package dev.serai.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class ResealingTests {

    private final Secret old = Vault.newKey();
    private final Vault before = Vault.of(List.of(old));
    private final Vault after = Vault.of(List.of(Vault.newKey(), old));
    private final Shelf shelf = new Shelf();

    /** Keeps sealed values by id. */
    private static final class Shelf implements SealedStore {
        private final TreeMap<String, String> values = new TreeMap<>();
        private Runnable beforeReplacing = () -> {};

        @Override
        public String name() {
            return "shelf";
        }

        @Override
        public List<SealedValue> after(String id, int limit) {
            return values.tailMap(id, false).entrySet().stream()
                    .limit(limit)
                    .map(entry -> new SealedValue(entry.getKey(), "shelf." + entry.getKey(), entry.getValue()))
                    .toList();
        }

        @Override
        public boolean replace(SealedValue old, String sealed) {
            beforeReplacing.run();
            return values.replace(old.id(), old.sealed(), sealed);
        }
    }

    private List<Resealing.Report> reseal() {
        var beans = new StaticListableBeanFactory();
        beans.addBean("shelf", shelf);
        return new Resealing(after, beans.getBeanProvider(SealedStore.class)).run();
    }

    private void put(Vault vault, String id, String secret) {
        shelf.values.put(id, vault.seal(secret, "shelf." + id));
    }

    @Test
    void sealsAllAnewAndLeavesThemTheNextTime() {
        for (var i = 0; i < 450; i++) {
            put(before, "%03d".formatted(i), "secret " + i);
        }

        assertThat(reseal()).containsExactly(new Resealing.Report("shelf", 450, 0, List.of()));
        assertThat(reseal()).containsExactly(new Resealing.Report("shelf", 0, 450, List.of()));
        assertThat(shelf.values.values()).allMatch(after::current);
        assertThat(after.open(shelf.values.get("007"), "shelf.007")).isEqualTo("secret 7");
    }

    @Test
    void oneThatDoesNotOpenStaysAndStopsNoOther() {
        put(before, "a", "one");
        put(Vault.of(List.of(Vault.newKey())), "b", "of a lost key");
        put(before, "c", "three");
        var lost = shelf.values.get("b");

        assertThat(reseal()).containsExactly(new Resealing.Report("shelf", 2, 0, List.of("b")));
        assertThat(shelf.values).containsEntry("b", lost);
    }

    @Test
    void whatWasChangedMeanwhileIsNotPutBack() {
        put(before, "a", "old");
        shelf.beforeReplacing = () -> put(after, "a", "new");

        assertThat(reseal()).containsExactly(new Resealing.Report("shelf", 0, 1, List.of()));
        assertThat(after.open(shelf.values.get("a"), "shelf.a")).isEqualTo("new");
    }
}
