package dev.serai.node;

import dev.serai.conversation.Conversations;
import dev.serai.conversation.Turn;
import dev.serai.engine.Step;
import dev.serai.provider.ChatMessage;
import dev.serai.provider.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a model is told: who it is, what was said before, and what is said now. */
final class Prompts {

    /** PostgreSQL keeps times to the microsecond. */
    private static final Duration ROUNDING = Duration.ofMillis(1);

    private Prompts() {}

    /** The talk up to the run's message, which is told once; {@code history} turns are looked up, none if 0. */
    static List<ChatMessage> talk(String system, int history, Conversations conversations, Step step) {
        var talk = new ArrayList<ChatMessage>();
        talk.add(new ChatMessage(Role.SYSTEM, system));
        if (history > 0) {
            for (var turn : earlier(history, conversations, step)) {
                talk.add(new ChatMessage(turn.role().equals("user") ? Role.USER : Role.ASSISTANT, turn.content()));
            }
        }
        talk.add(new ChatMessage(Role.USER, step.text("message", "content")));
        return talk;
    }

    /** The last turns before the run's own message, oldest first. */
    static List<Turn> earlier(int history, Conversations conversations, Step step) {
        var turns = conversations.history(Sessions.id(step), history + 1).stream()
                .filter(turn -> !current(turn, step))
                .toList();
        return turns.subList(Math.max(0, turns.size() - history), turns.size());
    }

    /** Whether the turn is the run's own message: it is stored by then if a node before this one committed. */
    private static boolean current(Turn turn, Step step) {
        var time = step.text("message", "timestamp");
        return turn.role().equals("user")
                && turn.content().equals(step.text("message", "content"))
                && (time.isEmpty()
                        || Duration.between(turn.timestamp(), Instant.parse(time))
                                        .abs()
                                        .compareTo(ROUNDING)
                                < 0);
    }
}
