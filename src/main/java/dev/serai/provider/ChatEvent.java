package dev.serai.provider;

/** What a listener hears while a model answers. */
public sealed interface ChatEvent {

    /** The next piece of the text. */
    record Message(String content) implements ChatEvent {}

    /** The provider is alive and has nothing to say yet. */
    record Ping() implements ChatEvent {}

    /** The end, in failure; nothing follows. */
    record Failed(ProviderException error) implements ChatEvent {}

    /** The end; nothing follows. */
    record Done(ChatAnswer answer) implements ChatEvent {}
}
