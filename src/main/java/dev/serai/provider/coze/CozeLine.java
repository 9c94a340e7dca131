package dev.serai.provider.coze;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Reply;
import dev.serai.provider.Wire;
import dev.serai.vault.Secret;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls one account at Coze over one wire. A call that is refused because an OAuth app's token is not good any more is
 * made once more with a new one; nothing has been done by the first.
 */
final class CozeLine {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final long TOKEN_INVALID = 700_012_006;

    private final CozeAccount account;
    private final CozeSessions sessions;
    private final Wire wire;
    private final ObjectMapper json;

    CozeLine(CozeAccount account, CozeSessions sessions, Wire wire, ObjectMapper json) {
        this.account = account;
        this.sessions = sessions;
        this.wire = wire;
        this.json = json;
    }

    /** One request; a body that is null makes it a GET. */
    private record Call(String path, @Nullable JsonNode body, CozeStage stage) {}

    /** What came back; a body that is null means that it is a stream still to be read. */
    private record Answered(Reply reply, @Nullable JsonNode body, Secret token) {

        boolean refusesToken() {
            return reply.status() == UNAUTHORIZED
                    || (body != null && body.path("code").asLong(0) == TOKEN_INVALID);
        }
    }

    /** Asks for something that is there already. */
    JsonNode get(String path) {
        return whole(new Call(path, null, CozeStage.HARMLESS));
    }

    /** Has something done, and waits for the whole answer. */
    JsonNode post(String path, JsonNode body) {
        return whole(new Call(path, body, CozeStage.ASKED));
    }

    /** Has something done whose answer comes piece by piece; the reply is a stream, and to be closed. */
    Reply stream(String path, JsonNode body, CozeStage stage) {
        var answered = loggedIn(new Call(path, body, stage));
        if (answered.body() == null) {
            return answered.reply();
        }
        accept(answered, stage);
        throw new ProviderException.Broken("Coze answered without a stream", null);
    }

    private JsonNode whole(Call call) {
        var answered = loggedIn(call);
        if (answered.body() == null) {
            answered.reply().close();
            throw new ProviderException.Broken("Coze answered with a stream nobody asked for", null);
        }
        accept(answered, call.stage());
        return answered.body();
    }

    private Answered loggedIn(Call call) {
        return switch (account.login()) {
            case CozeLogin.Missing missing -> throw new ProviderException.Unauthorized(missing.problem());
            case CozeLogin.Token token -> answered(call, token.secret());
            case CozeLogin.App(var app) -> {
                var session = sessions.of(account, app);
                var first = answered(call, session.token(wire));
                if (!first.refusesToken()) {
                    yield first;
                }
                session.forget(first.token());
                yield answered(call, session.token(wire));
            }
        };
    }

    private Answered answered(Call call, Secret token) {
        var headers = Map.of(
                "Authorization", "Bearer " + token.reveal(),
                "Content-Type", "application/json; charset=UTF-8",
                "Accept", "text/event-stream, application/json");
        var body = call.body();
        var target = account.at(call.path());
        var reply = body == null ? wire.get(target, headers) : wire.post(target, headers, bytes(body));
        var type = reply.header("Content-Type").orElse("");
        if (reply.status() == OK && type.startsWith("text/event-stream")) {
            return new Answered(reply, null, token);
        }
        try (reply) {
            return new Answered(reply, object(reply), token);
        }
    }

    private void accept(Answered answered, CozeStage stage) {
        var body = answered.body();
        var code = body == null ? 0 : body.path("code").asLong(0);
        if (body == null || (answered.reply().status() == OK && code == 0)) {
            return;
        }
        var message = answered.token().hiddenIn(body.path("msg").asText(""));
        throw CozeErrors.of(answered.reply(), code, message, stage);
    }

    private byte[] bytes(JsonNode body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new IllegalArgumentException("parameters: cannot be written as JSON", e);
        }
    }

    /** Refusals may come from a proxy that does not speak JSON; then the status says what there is to say. */
    private JsonNode object(Reply reply) {
        try {
            var node = json.readTree(reply.whole());
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            // told below, without a word of what was sent
        }
        if (reply.status() != OK) {
            return json.createObjectNode();
        }
        throw new ProviderException.Broken("Coze answered something that is not a JSON object", null);
    }
}
