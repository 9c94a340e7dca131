package dev.serai.node;

import dev.serai.provider.CallTag;
import dev.serai.provider.ChatAnswer;
import dev.serai.provider.ChatEvent;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.Models;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Usage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Models that say what they were told to say, and fail if they were told nothing. */
final class FakeModels implements Models {

    final List<ChatRequest> requests = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    final List<CallTag> tags = new ArrayList<>();
    private final Map<String, String> answers = new HashMap<>();

    FakeModels answering(String model, String answer) {
        answers.put(model, answer);
        return this;
    }

    @Override
    public ChatAnswer chat(String model, ChatRequest request, CallTag tag) {
        asked.add(model);
        requests.add(request);
        tags.add(tag);
        var answer = answers.get(model);
        if (answer == null) {
            throw new ProviderException.ServerError(503, "");
        }
        return new ChatAnswer(answer, Usage.of(10, 5, 15), "stop", "fake", model);
    }

    @Override
    public ChatAnswer chat(String model, ChatRequest request, CallTag tag, Consumer<ChatEvent> listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> names() {
        return answers.keySet();
    }
}
