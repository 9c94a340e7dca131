package dev.serai.provider;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A model without a network, that says what it was told to say. */
final class ScriptedModel implements ChatProvider {

    private List<String> pieces = List.of();
    private @Nullable ProviderException failure;
    private final AtomicInteger asked = new AtomicInteger();

    void pieces(String... said) {
        pieces = List.of(said);
    }

    void fails(ProviderException with) {
        failure = with;
    }

    void recovers() {
        failure = null;
    }

    /** How often it was asked. */
    int asked() {
        return asked.get();
    }

    @Override
    public String protocol() {
        return "openai";
    }

    @Override
    public List<String> validateConfig(ChatTarget target) {
        return "none".equals(target.model()) ? List.of("There is no key. Set OPENAI_API_KEY.") : List.of();
    }

    @Override
    public ChatAnswer whole(ChatTarget target, ChatRequest request, Wire wire) {
        return stream(target, request, wire, event -> {});
    }

    @Override
    public ChatAnswer stream(ChatTarget target, ChatRequest request, Wire wire, Consumer<ChatEvent> listener) {
        asked.incrementAndGet();
        if (failure != null) {
            throw failure;
        }
        pieces.forEach(piece -> listener.accept(new ChatEvent.Message(piece)));
        return new ChatAnswer(
                String.join("", pieces),
                Usage.of(1, 2, 3),
                "stop",
                target.account().provider(),
                target.model());
    }
}
