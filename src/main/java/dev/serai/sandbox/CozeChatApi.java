package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.sandbox.Provider.Plan;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.function.Supplier;

/** Lets people talk to bots as Coze does (chat v3): streamed, or to be asked for until it is over. */
final class CozeChatApi {

    private final Provider provider;
    private final CozeMemory<CozeChat> chats;
    private final Supplier<CozeSettings> settings;
    private final Clock clock;

    CozeChatApi(Provider provider, CozeMemory<CozeChat> chats, Supplier<CozeSettings> settings, Clock clock) {
        this.provider = provider;
        this.chats = chats;
        this.settings = settings;
        this.clock = clock;
    }

    void serve(Router router, CozeGate gate) {
        router.on("POST /v3/chat", gate.guarding(this::chat))
                .on("GET /v3/chat/retrieve", gate.guarding(this::retrieve))
                .on("POST /v3/chat/retrieve", gate.guarding(this::retrieve))
                .on("GET /v3/chat/message/list", gate.guarding(this::messages))
                .on("POST /v3/chat/message/list", gate.guarding(this::messages))
                .on("POST /v3/chat/cancel", gate.guarding(this::cancel));
    }

    private void chat(Exchange exchange, String logId) throws IOException {
        var body = exchange.json();
        var bot = CozeRequest.required(body, "bot_id");
        var unused = CozeRequest.required(body, "user_id");
        var streamed = body.path("stream").asBoolean();
        if (!streamed && !body.path("auto_save_history").asBoolean(true)) {
            throw new CozeRequest.Refused(4007, "auto_save_history must be true when stream is false.");
        }
        var question = question(body.path("additional_messages"));
        var call = new Call(Service.COZE, clock.instant(), bot, question, "", streamed);
        var plan = provider.plan(call, CozeGate.answer(5000, "service internal error", logId))
                .or(() -> CozeDemo.bot(bot, question))
                .orElseGet(() -> unpublished(bot, logId));
        if (plan.reply() instanceof Reply.Status(var status, var answer)) {
            provider.playback().whole(exchange, status, answer, plan.manner());
            return;
        }
        var conversation = exchange.query("conversation_id", provider.ids().next());
        var place = new CozeChat.Place(provider.ids().next(), conversation, bot);
        var chat = new CozeChat(place, question, plan, settings.get().polls(), clock.instant());
        chats.put(key(place.conversationId(), place.chatId()), chat);
        if (streamed) {
            provider.playback().stream(exchange, chat.frames(), plan.manner());
        } else {
            var answer = CozeGate.answer(0, "", logId);
            answer.set("data", chat.created());
            provider.playback().whole(exchange, 200, answer, plan.manner());
        }
    }

    private void retrieve(Exchange exchange, String logId) throws IOException {
        reply(exchange, logId, asked(exchange).retrieved());
    }

    private void messages(Exchange exchange, String logId) throws IOException {
        reply(exchange, logId, asked(exchange).messages());
    }

    private void cancel(Exchange exchange, String logId) throws IOException {
        var body = exchange.json();
        var chat = find(CozeRequest.required(body, "conversation_id"), CozeRequest.required(body, "chat_id"));
        reply(exchange, logId, chat.cancelled());
    }

    private static void reply(Exchange exchange, String logId, JsonNode data) throws IOException {
        var answer = CozeGate.answer(0, "", logId);
        answer.set("data", data);
        exchange.reply(200, answer);
    }

    private CozeChat asked(Exchange exchange) {
        return find(exchange.query("conversation_id", ""), exchange.query("chat_id", ""));
    }

    private CozeChat find(String conversation, String chat) {
        return chats.find(key(conversation, chat))
                .orElseThrow(() -> new CozeRequest.Refused(4001, "Request parameter error: chat_id is not valid."));
    }

    private static String key(String conversation, String chat) {
        return conversation + "/" + chat;
    }

    /** The last thing the user says is what the bot is asked; of a message in parts, its text. */
    private static String question(JsonNode messages) {
        var question = "";
        for (var message : messages) {
            if ("user".equals(message.path("role").asText())) {
                var content = message.path("content").asText();
                var isObjects =
                        "object_string".equals(message.path("content_type").asText());
                question = isObjects ? texts(content) : content;
            }
        }
        return question;
    }

    private static String texts(String objects) {
        var texts = new ArrayList<String>();
        for (var object : Json.readOrMissing(objects)) {
            if ("text".equals(object.path("type").asText())) {
                texts.add(object.path("text").asText());
            }
        }
        return String.join("\n", texts);
    }

    private static Plan unpublished(String bot, String logId) {
        var what = "The bot_id " + bot + " has not been published to the channel Agent As API.";
        return new Plan(new Reply.Status(200, CozeGate.answer(4015, what, logId)), Manner.USUAL);
    }
}
