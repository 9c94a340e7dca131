package dev.serai.provider;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The models of the configuration, asked along the one call path. */
@Component
class ConfiguredModels implements Models {

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredModels.class);

    private final Map<String, Entry> entries = new TreeMap<>();
    private final Wires wires;
    private final Attempts attempts;
    private final ModelJournal journal;

    ConfiguredModels(
            ProviderProperties settings,
            List<ChatProvider> providers,
            Wires wires,
            Attempts attempts,
            ModelJournal journal) {
        this.wires = wires;
        this.attempts = attempts;
        this.journal = journal;
        settings.models().forEach((name, model) -> entries.put(name, entry(name, model, providers)));
    }

    private record Entry(ChatTarget target, ChatProvider provider, Duration timeout, List<String> problems) {}

    private static Entry entry(String name, ProviderProperties.Model settings, List<ChatProvider> providers) {
        var provider = providers.stream()
                .filter(candidate -> candidate.protocol().equals(settings.protocol()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("serai.provider.models.%s.protocol: '%s' is not one of %s"
                                .formatted(
                                        name,
                                        settings.protocol(),
                                        providers.stream()
                                                .map(ChatProvider::protocol)
                                                .toList())));
        var account = new ChatTarget.Account(settings.label(), settings.baseUrl(), settings.apiKey());
        var defaults = Sampling.of(settings.temperature(), settings.maxTokens());
        var target = new ChatTarget(name, account, settings.model(), defaults);
        var problems = provider.validateConfig(target);
        problems.forEach(problem -> LOG.warn("AI model {} cannot be asked: {}", name, problem));
        return new Entry(target, provider, settings.timeout(), problems);
    }

    @Override
    public ChatAnswer chat(String model, ChatRequest request, CallTag tag) {
        var entry = known(model);
        var account = journal.started(entry.target(), request, tag);
        var gate = new Gate<ChatEvent>(event -> {});
        return call(entry, account, gate, wire -> entry.provider().whole(entry.target(), request, wire));
    }

    @Override
    public ChatAnswer chat(String model, ChatRequest request, CallTag tag, Consumer<ChatEvent> listener) {
        var entry = known(model);
        var account = journal.started(entry.target(), request, tag);
        var gate = new Gate<ChatEvent>(event -> {
            if (event instanceof ChatEvent.Message) {
                account.heard();
            }
            listener.accept(event);
        });
        return call(entry, account, gate, wire -> entry.provider().stream(entry.target(), request, wire, gate));
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /** The models whose configuration is complete. */
    List<ChatTarget> askable() {
        return entries.values().stream()
                .filter(entry -> entry.problems().isEmpty())
                .map(Entry::target)
                .toList();
    }

    /** One attempt that leaves no trace. */
    ChatAnswer once(String model, ChatRequest request) {
        var entry = known(model);
        var wire = wires.to(entry.target().account().provider());
        return entry.provider().whole(entry.target(), request, wire);
    }

    private Entry known(String model) {
        var entry = entries.get(model);
        if (entry == null) {
            throw new ProviderException.UnknownModel(model);
        }
        return entry;
    }

    /** One attempt over a wire. */
    @FunctionalInterface
    private interface Attempt {
        ChatAnswer over(Wire wire);
    }

    private ChatAnswer call(Entry entry, ModelJournal.Entry account, Gate<ChatEvent> gate, Attempt attempt) {
        ChatAnswer answer;
        try {
            if (!entry.problems().isEmpty()) {
                throw new ProviderException.Unauthorized(String.join(" ", entry.problems()));
            }
            var wire = wires.to(entry.target().account().provider());
            answer = attempts.run(entry.timeout(), () -> attempt.over(wire), account::again);
            account.answered(answer);
        } catch (ProviderException e) {
            account.failed(e);
            gate.close(new ChatEvent.Failed(e));
            throw e;
        } catch (RuntimeException e) {
            account.aborted(e);
            throw e;
        }
        gate.close(new ChatEvent.Done(answer));
        return answer;
    }
}
