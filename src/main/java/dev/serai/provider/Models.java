package dev.serai.provider;

import java.util.Set;
import java.util.function.Consumer;

/** Asks language models by the names that configuration gives them; retries, time limits and logs are taken care of. */
public interface Models {

    /**
     * Asks and waits for the whole answer, at most for the time limit of the model.
     *
     * @throws ProviderException if there is no answer; the case says what the caller can do
     */
    ChatAnswer chat(String model, ChatRequest request, CallTag tag);

    /**
     * Asks and tells the listener each piece as it comes, then exactly one {@link ChatEvent.Done} or
     * {@link ChatEvent.Failed}; returns the answer put together. A failure is told to the listener and thrown as well.
     * The listener is called by one thread at a time, not always the caller's; if it throws, the call ends at once. A
     * name that is not known is only thrown.
     *
     * @throws ProviderException as {@link #chat(String, ChatRequest, CallTag)}
     */
    ChatAnswer chat(String model, ChatRequest request, CallTag tag, Consumer<ChatEvent> listener);

    /** The models that can be asked for. */
    Set<String> names();
}
