package dev.serai.provider;

import java.util.List;
import java.util.function.Consumer;

/**
 * Speaks one protocol of language models: turns a request into its wire form, and the wire form of the answer back.
 * Found as a Spring bean. It makes one attempt; retry, time limit, breaker and logs are the caller's business.
 */
public interface ChatProvider {

    /** The name that configuration uses, such as {@code openai}. */
    String protocol();

    /**
     * What is missing or wrong in the settings, a sentence each that names what to set; empty if the model can be
     * asked.
     */
    List<String> validateConfig(ChatTarget target);

    /** One call, answered in one piece. */
    ChatAnswer whole(ChatTarget target, ChatRequest request, Wire wire);

    /** One call, answered piece by piece: tells messages and pings, the end is told by the returned answer. */
    ChatAnswer stream(ChatTarget target, ChatRequest request, Wire wire, Consumer<ChatEvent> listener);
}
