package dev.serai.provider.coze;

import dev.serai.provider.ChatAnswer;
import dev.serai.provider.ChatEvent;
import dev.serai.provider.ChatProvider;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.ChatTarget;
import dev.serai.provider.SseReader;
import dev.serai.provider.Wire;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Talks to bots that are published on Coze ({@code POST /v3/chat}); the model's name is the bot's id. The bot keeps
 * nothing: its history comes with each call. An answer in one piece is a stream put together, so that no chat goes on
 * at Coze after the call is over.
 */
@Component
class CozeBots implements ChatProvider {

    private final CozeAccounts accounts;
    private final CozeLines lines;

    CozeBots(CozeAccounts accounts, CozeLines lines) {
        this.accounts = accounts;
        this.lines = lines;
    }

    @Override
    public String protocol() {
        return "coze";
    }

    @Override
    public List<String> validateConfig(ChatTarget target) {
        return accounts.of(target).problems();
    }

    @Override
    public ChatAnswer whole(ChatTarget target, ChatRequest request, Wire wire) {
        return stream(target, request, wire, event -> {});
    }

    @Override
    public ChatAnswer stream(ChatTarget target, ChatRequest request, Wire wire, Consumer<ChatEvent> listener) {
        var line = lines.to(accounts.of(target), wire);
        // what comes in place of a stream comes before the bot has begun
        try (var reply = line.stream("/v3/chat", CozeChatRequest.of(target, request), CozeStage.HARMLESS)) {
            var events = new SseReader(reply.body());
            var chat = new CozeChatStream(target, listener);
            try {
                for (var event = events.next(); event.isPresent(); event = events.next()) {
                    var answer = chat.take(event.get().event(), event.get().data(), lines::parsed);
                    if (answer.isPresent()) {
                        return answer.get();
                    }
                }
            } catch (IOException e) {
                throw reply.broke(e);
            }
            return chat.ended();
        }
    }
}
