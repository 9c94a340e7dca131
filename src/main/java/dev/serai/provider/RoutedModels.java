package dev.serai.provider;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** The models of the registry, asked along the one call path. */
@Component
class RoutedModels implements Models {

    private final ModelRegistry registry;
    private final Failover failover;
    private final ModelJournal journal;

    RoutedModels(ModelRegistry registry, Failover failover, ModelJournal journal) {
        this.registry = registry;
        this.failover = failover;
        this.journal = journal;
    }

    @Override
    public ChatAnswer chat(String model, ChatRequest request, CallTag tag) {
        var begun = begin(model, request, tag);
        var gate = new Gate<ChatEvent>(event -> {});
        return finish(begun, gate, (candidate, wire, listener) -> candidate
                .provider()
                .whole(candidate.target(), request, wire));
    }

    @Override
    public ChatAnswer chat(String model, ChatRequest request, CallTag tag, Consumer<ChatEvent> listener) {
        var begun = begin(model, request, tag);
        var gate = new Gate<ChatEvent>(event -> {
            if (event instanceof ChatEvent.Message) {
                begun.account().heard();
            }
            listener.accept(event);
        });
        return finish(
                begun,
                gate,
                (candidate, wire, voice) -> candidate.provider().stream(candidate.target(), request, wire, voice));
    }

    @Override
    public Set<String> names() {
        return registry.catalog().names();
    }

    private record Begun(ModelCatalog catalog, List<Failover.Stage> stages, ModelJournal.Entry account) {}

    private Begun begin(String model, ChatRequest request, CallTag tag) {
        var catalog = registry.catalog();
        var stages = failover.stages(catalog, model);
        if (stages.isEmpty()) {
            throw new ProviderException.UnknownModel(model);
        }
        var first = stages.getFirst().providers().getFirst().target();
        return new Begun(catalog, stages, journal.started(first, request, tag));
    }

    private ChatAnswer finish(Begun begun, Gate<ChatEvent> gate, Failover.Attempt attempt) {
        var account = begun.account();
        var limit = begun.catalog().timeout(begun.stages().getFirst().model());
        ChatAnswer answer;
        try {
            answer = failover.run(begun.stages(), new Failover.Call(limit, attempt, account, gate));
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
