package dev.serai.worktool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Speaks with WorkTool through the routes {@code worktool-send} and {@code worktool-query}, one call at a time, and
 * says what an answer means. Never repeats a call.
 */
@Component
class WorkToolClient {

    private static final String SEND = "direct:worktool-send";
    private static final String QUERY = "direct:worktool-query";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ProducerTemplate routes;

    WorkToolClient(ProducerTemplate routes) {
        this.routes = routes;
    }

    /** The body of the call that sends this command. */
    static String request(String command) {
        return "{\"socketType\":2,\"list\":[" + command + "]}";
    }

    SendOutcome send(RobotAccount robot, String command) {
        var exchange = routes.request(SEND, request -> {
            request.setVariable("workToolQuery", robotId(robot));
            request.getMessage().setBody(request(command).getBytes(StandardCharsets.UTF_8));
        });
        var failure = exchange.getException();
        return failure == null ? sent(exchange) : failed(failure);
    }

    /** Asks for a list; the parameters are ours, values are escaped all the same. */
    WorkToolAnswer ask(RobotAccount robot, String path, Map<String, String> parameters) {
        var query = new StringBuilder(robotId(robot));
        parameters.forEach((name, value) ->
                query.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        var exchange = routes.request(QUERY, request -> {
            request.setVariable("workToolPath", path);
            request.setVariable("workToolQuery", query.toString());
        });
        var failure = exchange.getException();
        return failure == null ? answered(exchange) : new WorkToolAnswer.Failed(reason(failure));
    }

    private static String robotId(RobotAccount robot) {
        return "robotId=" + URLEncoder.encode(robot.robotId().reveal(), StandardCharsets.UTF_8);
    }

    private static SendOutcome sent(Exchange exchange) {
        int status = status(exchange);
        if (status == TOO_MANY_REQUESTS) {
            return new SendOutcome.Throttled(retryAfter(exchange));
        }
        if (status >= 400 && status < 500) {
            return new SendOutcome.Refused("HTTP " + status, false);
        }
        if (status < 200 || status >= 300) {
            return new SendOutcome.Unclear("HTTP " + status);
        }
        var answer = body(exchange);
        int code = code(answer);
        if (code == TOO_MANY_REQUESTS) {
            return new SendOutcome.Throttled(retryAfter(exchange));
        }
        var messageId = answer.path("data").asText();
        if (ok(code) && !messageId.isEmpty() && !"null".equals(messageId)) {
            return new SendOutcome.Accepted(messageId);
        }
        return ok(code) || code < 0
                ? new SendOutcome.Unclear("the answer names no message")
                : new SendOutcome.Refused(
                        ErrorCode.explain(code, answer.path("message").asText()), ErrorCode.passing(code));
    }

    private static WorkToolAnswer answered(Exchange exchange) {
        int status = status(exchange);
        var answer = body(exchange);
        int code = code(answer);
        if (status == TOO_MANY_REQUESTS || code == TOO_MANY_REQUESTS) {
            return new WorkToolAnswer.Throttled(retryAfter(exchange));
        }
        return status == 200 && ok(code) && answer.has("data")
                ? new WorkToolAnswer.Data(answer.path("data"))
                : new WorkToolAnswer.Failed("HTTP " + status + ", code " + code);
    }

    private static boolean ok(int code) {
        return code == 0 || code == 200;
    }

    /** The code of an answer, -1 if there is none to be read. */
    private static int code(JsonNode answer) {
        return answer.path("code").asInt(-1);
    }

    private static int status(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    }

    private static JsonNode body(Exchange exchange) {
        var body = exchange.getMessage().getBody(byte[].class);
        try {
            return body == null ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private static @Nullable Duration retryAfter(Exchange exchange) {
        var seconds = exchange.getMessage().getHeader("Retry-After", "", String.class);
        return seconds.matches("\\d{1,5}") ? Duration.ofSeconds(Integer.parseInt(seconds)) : null;
    }

    /** What failed before there was a connection was not sent; of everything else nobody knows. */
    private static SendOutcome failed(Exception failure) {
        return switch (failure) {
            case ConnectException e -> new SendOutcome.NotSent(reason(e));
            case ConnectTimeoutException e -> new SendOutcome.NotSent(reason(e));
            case ConnectionRequestTimeoutException e -> new SendOutcome.NotSent(reason(e));
            case UnknownHostException e -> new SendOutcome.NotSent(reason(e));
            case NoRouteToHostException e -> new SendOutcome.NotSent(reason(e));
            case SSLHandshakeException e -> new SendOutcome.NotSent(reason(e));
            case DirectConsumerNotAvailableException e -> new SendOutcome.NotSent(reason(e));
            default -> new SendOutcome.Unclear(reason(failure));
        };
    }

    /** The kind of failure alone: the words of an exception may hold the address, and that the credential. */
    private static String reason(Exception failure) {
        return failure.getClass().getSimpleName();
    }
}
