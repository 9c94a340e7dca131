package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.sandbox.Reply.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One chat with a bot in Coze's words: as events, or to be asked for. */
final class CozeChat {

    private final Place place;
    private final String question;
    private final Provider.Plan plan;
    private final Instant begun;
    private int polls;
    private boolean cancelled;

    /** Where a chat belongs. */
    record Place(String chatId, String conversationId, String botId) {}

    CozeChat(Place place, String question, Provider.Plan plan, int polls, Instant begun) {
        this.place = place;
        this.question = question;
        this.plan = plan;
        this.polls = polls;
        this.begun = begun;
    }

    /** The chat as it begins. */
    ObjectNode created() {
        return chat("in_progress");
    }

    /** The chat as it stands; one who asks comes a little nearer to its end. */
    synchronized ObjectNode retrieved() {
        if (cancelled) {
            return chat("canceled");
        }
        if (polls > 0) {
            polls--;
            return chat("in_progress");
        }
        return ended();
    }

    /** @throws CozeRequest.Refused if the chat is over already */
    synchronized ObjectNode cancelled() {
        if (cancelled || polls == 0) {
            throw new CozeRequest.Refused(4104, "The chat cannot be canceled because it is not in progress.");
        }
        cancelled = true;
        return chat("canceled");
    }

    /** What the bot said, the answer first. */
    ArrayNode messages() {
        var messages = new ArrayList<JsonNode>();
        var said = said();
        if (said != null) {
            messages.add(message("answer", said.text()));
            messages.add(message("verbose", finish()));
        }
        return Json.array(messages);
    }

    /** The events of a streamed chat; they have names and no numbers. */
    List<String> frames() {
        var frames = new ArrayList<String>();
        frames.add(frame("conversation.chat.created", Json.write(chat("created"))));
        frames.add(frame("conversation.chat.in_progress", Json.write(chat("in_progress"))));
        switch (plan.reply()) {
            case Reply.Text(var text) -> say(Reply.Turn.of(text), frames);
            case Reply.Turn turn -> say(turn, frames);
            case Reply.Failure failure -> frames.add(frame("conversation.chat.failed", Json.write(ended())));
            case Reply.Interrupt interrupt ->
                frames.add(frame("conversation.chat.requires_action", Json.write(ended())));
            case Reply.Events events -> events.events().forEach(event -> frames.add(scripted(event)));
            case Reply.Status status -> throw new IllegalStateException("a scripted status is no stream");
        }
        frames.add(frame("done", "\"[DONE]\""));
        return frames;
    }

    private void say(Reply.Turn turn, List<String> frames) {
        if (!turn.thought().isEmpty()) {
            var thought = message("answer", "").put("reasoning_content", turn.thought());
            frames.add(frame("conversation.message.delta", Json.write(thought)));
        }
        for (var piece : Tokens.pieces(turn.text(), plan.manner().chunks())) {
            frames.add(frame("conversation.message.delta", Json.write(message("answer", piece))));
        }
        frames.add(frame("conversation.message.completed", Json.write(message("answer", turn.text()))));
        frames.add(frame("conversation.message.completed", Json.write(message("verbose", finish()))));
        frames.add(frame("conversation.chat.completed", Json.write(ended())));
    }

    private Reply.@Nullable Turn said() {
        return switch (plan.reply()) {
            case Reply.Text(var text) -> Reply.Turn.of(text);
            case Reply.Turn turn -> turn;
            default -> null;
        };
    }

    private ObjectNode ended() {
        return switch (plan.reply()) {
            case Reply.Text(var text) -> withUsage(chat("completed"), text);
            case Reply.Turn turn -> withUsage(chat("completed"), turn.text());
            case Reply.Events events -> withUsage(chat("completed"), events.lastContent());
            case Reply.Failure failure -> {
                var chat = chat("failed").put("failed_at", begun.getEpochSecond());
                chat.putObject("last_error").put("code", failure.code()).put("msg", failure.message());
                yield withUsage(chat, "");
            }
            case Reply.Interrupt interrupt -> {
                var chat = chat("requires_action");
                var call = Json.object().put("id", "call_" + place.chatId()).put("type", "function");
                call.putObject("function")
                        .put("name", "ask")
                        .put("arguments", Json.write(Json.object().put("question", interrupt.question())));
                var action = chat.putObject("required_action").put("type", "submit_tool_outputs");
                action.putObject("submit_tool_outputs").putArray("tool_calls").add(call);
                yield withUsage(chat, interrupt.question());
            }
            case Reply.Status status -> throw new IllegalStateException("a scripted status is no chat");
        };
    }

    private ObjectNode withUsage(ObjectNode chat, String answer) {
        return chat.put("completed_at", begun.getEpochSecond())
                .set("usage", new Tokens(Tokens.of(question), Tokens.of(answer)).coze());
    }

    private ObjectNode chat(String status) {
        var chat = Json.object()
                .put("id", place.chatId())
                .put("conversation_id", place.conversationId())
                .put("bot_id", place.botId())
                .put("created_at", begun.getEpochSecond())
                .put("status", status);
        chat.putObject("last_error").put("code", 0).put("msg", "");
        return chat;
    }

    private ObjectNode message(String type, String content) {
        return Json.object()
                .put("id", place.chatId() + (type.equals("answer") ? "1" : "2"))
                .put("conversation_id", place.conversationId())
                .put("bot_id", place.botId())
                .put("chat_id", place.chatId())
                .put("role", "assistant")
                .put("type", type)
                .put("content", content)
                .put("content_type", "text");
    }

    private static String finish() {
        return Json.write(
                Json.object().put("msg_type", "generate_answer_finish").put("data", ""));
    }

    private static String scripted(Event event) {
        var name = event.name() == null ? "conversation.message.delta" : event.name();
        return frame(name, event.data().isTextual() ? event.data().textValue() : Json.write(event.data()));
    }

    private static String frame(String event, String data) {
        return "event:" + event + "\ndata:" + data + "\n\n";
    }
}
