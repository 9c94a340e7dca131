package dev.serai.node;

import dev.serai.conversation.Conversations;
import dev.serai.conversation.Message;
import dev.serai.conversation.Turn;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.engine.Write;
import dev.serai.flow.NodeType;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code message_receive}: keeps the message and the turn of the conversation it is. */
@Component
class MessageReceiveNode implements NodeKind<MessageReceiveNode.Settings> {

    /**
     * What is kept.
     *
     * @param saveToMessagesTable the message as it came in
     * @param saveToSessionMessages the turn, as models are told it
     * @param pushToMonitorQueue whether it is shown to those who watch
     */
    record Settings(
            @Nullable Boolean saveToMessagesTable,
            @Nullable Boolean saveToSessionMessages,
            @Nullable Boolean pushToMonitorQueue) {

        Settings {
            saveToMessagesTable = Objects.requireNonNullElse(saveToMessagesTable, true);
            saveToSessionMessages = Objects.requireNonNullElse(saveToSessionMessages, true);
            pushToMonitorQueue = Objects.requireNonNullElse(pushToMonitorQueue, true);
        }
    }

    private final Conversations conversations;

    MessageReceiveNode(Conversations conversations) {
        this.conversations = conversations;
    }

    @Override
    public NodeType type() {
        return new NodeType(
                "message_receive",
                Set.of(),
                Settings.class,
                Set.of("messageSaved", "sessionId", "messageRecordId"),
                NodeType.Role.STEP);
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var message = message(step);
        var saved = Boolean.TRUE.equals(settings.saveToMessagesTable());
        var outcome = Outcome.of(Map.of(
                        "messageSaved", saved,
                        "sessionId", message.sessionId().toString(),
                        "messageRecordId", message.id().toString()))
                .from(Map.of("content", message.content()))
                .write(Write.of(conversations.sessionEndpoint(), conversations.sessionRow(message)));
        if (saved) {
            outcome = outcome.write(Write.of(conversations.messageEndpoint(), conversations.messageRow(message))
                    .atOnce(conversations.messagesAtOnce()));
        }
        if (Boolean.TRUE.equals(settings.saveToSessionMessages())) {
            var turn = new Turn("user", message.content(), message.receivedAt());
            outcome = outcome.write(new Write(
                    conversations.turnEndpoint(),
                    conversations.turnRow(step.effectKey(), message.sessionId(), turn),
                    () -> conversations.turnStored(message.sessionId())));
        }
        return outcome;
    }

    private static Message message(Step step) {
        var type = step.text("textType");
        var time = step.text("message", "timestamp");
        return new Message(
                step.run().value(),
                Sessions.id(step),
                step.text("sessionType").isEmpty() ? "private" : step.text("sessionType"),
                step.text("robotId"),
                step.text("message", "messageId"),
                step.text("message", "groupName"),
                step.text("userName"),
                step.text("message", "content"),
                step.text("rawMessage"),
                type.isEmpty() ? 0 : Integer.parseInt(type),
                Boolean.parseBoolean(step.text("atMe")),
                time.isEmpty() ? step.now() : Instant.parse(time));
    }
}
