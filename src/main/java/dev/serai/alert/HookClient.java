package dev.serai.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Sends notifications through the route {@code alert-send} and says what an answer means. Never repeats a call. */
@Component
class HookClient {

    private static final String ROUTE = "direct:alert-send";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Too many messages in a minute, or the robot's own server is busy. */
    private static final Map<Channel, Set<Integer>> PASSING = Map.of(
            Channel.FEISHU, Set.of(9499, 11232),
            Channel.DINGTALK, Set.of(-1, 130101),
            Channel.WECOM, Set.of(-1, 45009));

    private final ProducerTemplate routes;
    private final Map<String, AlertProperties.Hook> hooks;
    private final Clock clock;

    HookClient(@Lazy ProducerTemplate routes, AlertProperties properties, Clock clock) {
        this.routes = routes;
        this.hooks = properties.hooks();
        this.clock = clock;
    }

    Sent send(Claim claim) {
        var hook = hooks.get(claim.recipient());
        if (hook == null || hook.channel() != claim.channel()) {
            return new Sent.Refused("there is no serai.alert.hooks." + claim.recipient() + " of this channel");
        }
        var message = HookMessage.of(hook, claim, clock.instant());
        var exchange = routes.request(ROUTE, request -> {
            request.setVariable("alertTarget", message.target());
            request.getMessage().setHeader("Content-Type", "application/json; charset=utf-8");
            if (!message.signature().isEmpty()) {
                request.getMessage().setHeader("X-Signature", message.signature());
            }
            request.getMessage().setBody(message.body().getBytes(StandardCharsets.UTF_8));
        });
        var failure = exchange.getException();
        return failure == null ? answered(claim.channel(), exchange) : failed(failure);
    }

    private static Sent answered(Channel channel, Exchange exchange) {
        int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        if (status == 429 || status >= 500) {
            return new Sent.Later("HTTP " + status);
        }
        if (status < 200 || status >= 300) {
            return new Sent.Refused("HTTP " + status);
        }
        if (channel == Channel.WEBHOOK) {
            return new Sent.Delivered();
        }
        var code = code(exchange);
        if (code.isMissingNode()) {
            return new Sent.Unclear("the answer holds no code");
        }
        int number = code.asInt(Integer.MIN_VALUE);
        if (number == 0) {
            return new Sent.Delivered();
        }
        var reason = "code " + number;
        return PASSING.getOrDefault(channel, Set.of()).contains(number)
                ? new Sent.Later(reason)
                : new Sent.Refused(reason);
    }

    /** {@code errcode} of DingTalk and WeCom, {@code code} of Feishu, formerly {@code StatusCode}. */
    private static JsonNode code(Exchange exchange) {
        var body = exchange.getMessage().getBody(byte[].class);
        try {
            var json = body == null ? MissingNode.getInstance() : JSON.readTree(body);
            for (var name : Set.of("errcode", "code", "StatusCode")) {
                if (json.has(name)) {
                    return json.get(name);
                }
            }
            return MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** What failed before there was a connection was not sent; the address is a credential and is not told. */
    private static Sent failed(Exception failure) {
        var reason = failure.getClass().getSimpleName();
        return switch (failure) {
            case ConnectException e -> new Sent.Later(reason);
            case ConnectTimeoutException e -> new Sent.Later(reason);
            case ConnectionRequestTimeoutException e -> new Sent.Later(reason);
            case UnknownHostException e -> new Sent.Later(reason);
            case NoRouteToHostException e -> new Sent.Later(reason);
            case SSLHandshakeException e -> new Sent.Later(reason);
            default -> new Sent.Unclear(reason);
        };
    }
}
