package dev.serai.provider;

import java.util.List;

/** Sorts what a listener heard. */
final class Heard {

    private Heard() {}

    static List<String> messages(List<ChatEvent> heard) {
        return heard.stream()
                .filter(ChatEvent.Message.class::isInstance)
                .map(event -> ((ChatEvent.Message) event).content())
                .toList();
    }

    static List<ChatEvent.ToolCallPiece> pieces(List<ChatEvent> heard) {
        return heard.stream()
                .filter(ChatEvent.ToolCallPiece.class::isInstance)
                .map(ChatEvent.ToolCallPiece.class::cast)
                .toList();
    }
}
