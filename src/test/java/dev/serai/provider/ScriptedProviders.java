package dev.serai.provider;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A protocol whose endpoints, by the name of their provider, each do as they are told; and all are noted. */
final class ScriptedProviders implements ChatProvider {

    /** What an endpoint does when it is asked. */
    @FunctionalInterface
    interface Manner {
        String answer(Consumer<ChatEvent> listener) throws InterruptedException;
    }

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Manner> manners = new ConcurrentHashMap<>();

    ScriptedProviders when(String provider, Manner manner) {
        manners.put(provider, manner);
        return this;
    }

    ScriptedProviders fails(String provider, ProviderException with) {
        return when(provider, listener -> {
            throw with;
        });
    }

    @Override
    public String protocol() {
        return "openai";
    }

    @Override
    public List<String> validateConfig(ChatTarget target) {
        return "none".equals(target.model()) ? List.of("There is no key.") : List.of();
    }

    @Override
    public ChatAnswer whole(ChatTarget target, ChatRequest request, Wire wire) {
        return stream(target, request, wire, event -> {});
    }

    @Override
    public ChatAnswer stream(ChatTarget target, ChatRequest request, Wire wire, Consumer<ChatEvent> listener) {
        var provider = target.account().provider();
        asked.add(provider);
        try {
            var answer = manners.getOrDefault(provider, quiet -> provider).answer(listener);
            return new ChatAnswer(answer, Usage.of(1, 2, 3), "stop", provider, target.model());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException.Network("interrupted", e);
        }
    }
}
