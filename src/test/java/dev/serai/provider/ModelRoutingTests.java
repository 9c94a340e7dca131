package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.provider.ModelCatalog.Candidate;
import dev.serai.vault.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Who is asked first, and who last. */
class ModelRoutingTests {

    private final Set<String> down = new HashSet<>();
    private Instant now = Instant.parse("2026-03-01T08:00:00Z");
    private final Routing routing = new Routing(down::contains, new Random(11), clock(() -> now));

    private static Clock clock(Supplier<Instant> now) {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    static ModelEntry entry(String id, String name, int priority, int weight) {
        return new ModelEntry(
                id,
                name,
                "test",
                new ModelEntry.Endpoint("openai", id, null, Secret.none(), Map.of()),
                new ModelEntry.Asked("m", Duration.ofSeconds(60), Sampling.configured()),
                new ModelEntry.Turn(priority, weight, null, null, null),
                ModelEntry.Looks.PLAIN,
                true,
                List.of());
    }

    private static List<Candidate> providers(ModelEntry... entries) {
        return ModelCatalog.of(List.of(entries), Map.of("openai", new ScriptedModel()))
                .providers("gpt");
    }

    private List<String> order(List<Candidate> providers) {
        return routing.order(providers).stream().map(Candidate::id).toList();
    }

    @Test
    void theHigherPriorityIsAlwaysFirst() {
        var providers = providers(entry("a", "gpt", 1, 1), entry("b", "gpt", 5, 1), entry("c", "gpt", -1, 1000));

        for (var i = 0; i < 100; i++) {
            assertThat(order(providers)).containsExactly("b", "a", "c");
        }
    }

    @Test
    void withinAPriorityTheWeightDecidesHowOftenSomebodyIsFirst() {
        var providers = providers(entry("a", "gpt", 0, 1), entry("b", "gpt", 0, 3), entry("c", "gpt", 0, 6));
        var first = new ArrayList<String>();

        for (var i = 0; i < 10_000; i++) {
            first.add(order(providers).getFirst());
        }

        assertThat(first.stream().filter("a"::equals).count()).isBetween(900L, 1100L);
        assertThat(first.stream().filter("b"::equals).count()).isBetween(2800L, 3200L);
    }

    @Test
    void whoIsDownIsLastAndWhoAskedForTimeBeforeThem() {
        var providers = providers(entry("a", "gpt", 9, 1), entry("b", "gpt", 5, 1), entry("c", "gpt", 1, 1));
        down.add("a");
        routing.busy(providers.get(1), Duration.ofSeconds(30));
        routing.busy(providers.get(1), Duration.ofSeconds(10));

        assertThat(order(providers)).containsExactly("c", "b", "a");

        now = now.plusSeconds(29);
        assertThat(order(providers)).containsExactly("c", "b", "a");

        now = now.plusSeconds(1);
        down.clear();
        assertThat(order(providers)).containsExactly("a", "b", "c");
    }

    @Test
    void whoCannotBeAskedIsLeftOutUnlessThereIsNobodyElse() {
        var keyless = entry("k", "gpt", 9, 1).lacking("Set KEY.");

        assertThat(order(providers(keyless, entry("a", "gpt", 0, 1)))).containsExactly("a");
        assertThat(order(providers(keyless))).containsExactly("k");
    }

    @Test
    void accountsThatNobodyNamedHaveNamesOfTheirOwn() {
        var catalog = ModelCatalog.of(
                List.of(unnamed("1", "sk-1"), unnamed("2", "sk-2"), unnamed("3", "sk-1"), entry("own", "gpt", 0, 1)),
                Map.of("openai", new ScriptedModel()));

        assertThat(catalog.all()).extracting(Candidate::label).containsExactly("openai", "openai-2", "openai", "own");
    }

    private static ModelEntry unnamed(String id, String key) {
        return new ModelEntry(
                id,
                "gpt",
                "test",
                new ModelEntry.Endpoint("openai", null, null, Secret.of(key), Map.of()),
                new ModelEntry.Asked("m", Duration.ofSeconds(60), Sampling.configured()),
                ModelEntry.Turn.USUAL,
                ModelEntry.Looks.PLAIN,
                true,
                List.of());
    }
}
