package dev.serai.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** Lets those in who bring a token that Coze knows, and gives each call the id by which Coze's support finds it. */
final class CozeGate {

    static final int UNAUTHORIZED = 401;

    private static final DateTimeFormatter LOG_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.of("Asia/Shanghai"));
    private static final String OF_AN_APP = "czs_";

    private final Set<String> tokens;
    private final CozeTokens issued;
    private final Ids ids;
    private final Clock clock;

    CozeGate(Set<String> tokens, CozeTokens issued, Ids ids, Clock clock) {
        this.tokens = tokens;
        this.issued = issued;
        this.ids = ids;
        this.clock = clock;
    }

    /** Answers a call that was let in. */
    @FunctionalInterface
    interface Inside {
        void answer(Exchange exchange, String logId) throws IOException;
    }

    Endpoint guarding(Inside inside) {
        return exchange -> {
            var logId = logId(exchange);
            var token = exchange.bearer();
            if (tokens.contains(token) || issued.knows(token)) {
                answered(inside, exchange, logId);
            } else if (token.startsWith(OF_AN_APP)) {
                exchange.reply(UNAUTHORIZED, answer(700_012_006, "access token invalid", logId));
            } else {
                exchange.reply(UNAUTHORIZED, answer(4100, "authentication is invalid", logId));
            }
        };
    }

    String logId(Exchange exchange) {
        var logId = LOG_TIME.format(clock.instant()) + ids.next();
        exchange.set("X-Tt-Logid", logId);
        return logId;
    }

    private static void answered(Inside inside, Exchange exchange, String logId) throws IOException {
        try {
            inside.answer(exchange, logId);
        } catch (CozeRequest.Refused e) {
            exchange.reply(200, answer(e.code(), String.valueOf(e.getMessage()), logId));
        }
    }

    /** A refusal, or what every answer begins with. */
    static ObjectNode answer(int code, String message, String logId) {
        var answer = Json.object().put("code", code).put("msg", message);
        answer.putObject("detail").put("logid", logId);
        return answer;
    }
}
