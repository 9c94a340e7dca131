package dev.serai.provider;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** A protocol over real sockets: posts the question, and the body of a 200 is the answer, letter by letter. */
final class WiredModel implements ChatProvider {

    @Override
    public String protocol() {
        return "openai";
    }

    @Override
    public List<String> validateConfig(ChatTarget target) {
        return List.of();
    }

    @Override
    public ChatAnswer whole(ChatTarget target, ChatRequest request, Wire wire) {
        URI address = Objects.requireNonNull(target.account().baseUrl());
        var question = request.messages().getFirst().content().getBytes(StandardCharsets.UTF_8);
        try (var reply = wire.post(address, Map.of(), question)) {
            if (reply.status() != 200) {
                throw Refusal.of(reply, "");
            }
            var answer = new String(reply.whole(), StandardCharsets.UTF_8);
            return new ChatAnswer(
                    answer, Usage.of(1, 1, 2), "stop", target.account().provider(), target.model());
        }
    }

    @Override
    public ChatAnswer stream(ChatTarget target, ChatRequest request, Wire wire, Consumer<ChatEvent> listener) {
        URI address = Objects.requireNonNull(target.account().baseUrl());
        var all = new StringBuilder();
        try (var reply = wire.post(address, Map.of(), new byte[0])) {
            try {
                for (var piece = reply.body().read();
                        piece >= 0;
                        piece = reply.body().read()) {
                    all.append((char) piece);
                    listener.accept(new ChatEvent.Message(String.valueOf((char) piece)));
                }
            } catch (IOException e) {
                throw reply.broke(e);
            }
        }
        return new ChatAnswer(
                all.toString(), Usage.of(1, 1, 2), "stop", target.account().provider(), target.model());
    }
}
