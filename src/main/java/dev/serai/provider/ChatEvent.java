package dev.serai.provider;

/** What a listener hears while a model answers. */
public sealed interface ChatEvent {

    /** The next piece of the text. */
    record Message(String content) implements ChatEvent {}

    /** The next piece of what the model thinks aloud. */
    record Reasoning(String content) implements ChatEvent {}

    /**
     * The next piece of a call of a tool. The first piece of a call has its id and name, later ones have them empty.
     *
     * @param index which call of this answer, from 0
     * @param arguments the next piece of the JSON text
     */
    record ToolCallPiece(int index, String id, String name, String arguments) implements ChatEvent {}

    /** The provider is alive and has nothing to say yet. */
    record Ping() implements ChatEvent {}

    /** The end, in failure; nothing follows. */
    record Failed(ProviderException error) implements ChatEvent {}

    /** The end; nothing follows. */
    record Done(ChatAnswer answer) implements ChatEvent {}
}
