package dev.serai.node;

import dev.serai.conversation.Conversations;
import dev.serai.engine.Step;
import dev.serai.provider.ChatMessage;
import dev.serai.provider.Role;
import java.util.ArrayList;
import java.util.List;

/** What a model is told: who it is, what was said before, and what is said now. */
final class Prompts {

    private Prompts() {}

    /** The talk up to the run's message; {@code history} turns are looked up, none if 0. */
    static List<ChatMessage> talk(String system, int history, Conversations conversations, Step step) {
        var talk = new ArrayList<ChatMessage>();
        talk.add(new ChatMessage(Role.SYSTEM, system));
        if (history > 0) {
            for (var turn : conversations.history(Sessions.id(step), history)) {
                talk.add(new ChatMessage(turn.role().equals("user") ? Role.USER : Role.ASSISTANT, turn.content()));
            }
        }
        talk.add(new ChatMessage(Role.USER, step.text("message", "content")));
        return talk;
    }
}
