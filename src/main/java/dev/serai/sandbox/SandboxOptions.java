package dev.serai.sandbox;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox is to be.
 *
 * @param host the address it listens on; only this machine by default, because nobody has to log in
 * @param port 0 takes a free one
 * @param openAiKeys the keys its OpenAI, Anthropic and Gemini servers accept
 * @param cozeTokens the access tokens its Coze server accepts
 * @param robots known from the start, by their ids; more can be added over HTTP
 * @param perMinute requests the WorkTool cloud lets pass in a minute; 0 for no limit
 * @param resultDelay from a command's arrival until the phone has done it
 * @param callbackLimit how long the WorkTool cloud waits for the answer to a message
 * @param keep how many commands, messages and calls are remembered, each
 */
public record SandboxOptions(
        String host,
        int port,
        Set<String> openAiKeys,
        Set<String> cozeTokens,
        Map<String, Links> robots,
        int perMinute,
        Duration resultDelay,
        Duration callbackLimit,
        int keep) {

    /** The key that the OpenAI, Anthropic and Gemini servers of a default sandbox accept. */
    public static final String DEMO_KEY = "sk-sandbox-demo";

    /** The token that the Coze server of a default sandbox accepts. */
    public static final String DEMO_TOKEN = "pat_sandbox_demo";

    /**
     * Where a robot calls back.
     *
     * @param callback told what people say; may be bound later
     * @param result told what became of commands; may be bound later
     */
    public record Links(@Nullable URI callback, @Nullable URI result) {}

    public SandboxOptions {
        openAiKeys = Set.copyOf(openAiKeys);
        cozeTokens = Set.copyOf(cozeTokens);
        robots = Map.copyOf(robots);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " is no port; use 0 to 65535");
        }
        if (perMinute < 0 || resultDelay.isNegative()) {
            throw new IllegalArgumentException("perMinute and resultDelay: must not be negative");
        }
        if (keep < 1 || !callbackLimit.isPositive()) {
            throw new IllegalArgumentException("keep and callbackLimit: must be positive");
        }
    }

    /** A sandbox for a trial: free port, demo credentials, no robots, WorkTool's own limits. */
    public static SandboxOptions defaults() {
        return new SandboxOptions(
                "127.0.0.1",
                0,
                Set.of(DEMO_KEY),
                Set.of(DEMO_TOKEN),
                Map.of(),
                60,
                Duration.ofMillis(200),
                Duration.ofSeconds(3),
                50_000);
    }

    /** The same on another address. */
    public SandboxOptions at(String host, int port) {
        return new SandboxOptions(
                host, port, openAiKeys, cozeTokens, robots, perMinute, resultDelay, callbackLimit, keep);
    }

    /** The same with one more robot. */
    public SandboxOptions withRobot(String robotId, Links links) {
        var more = new HashMap<>(robots);
        more.put(robotId, links);
        return new SandboxOptions(
                host, port, openAiKeys, cozeTokens, more, perMinute, resultDelay, callbackLimit, keep);
    }

    /** The same with another limit of requests to WorkTool; 0 for none. */
    public SandboxOptions withPerMinute(int perMinute) {
        return new SandboxOptions(
                host, port, openAiKeys, cozeTokens, robots, perMinute, resultDelay, callbackLimit, keep);
    }

    /** The same with faster or slower phones. */
    public SandboxOptions withResultDelay(Duration resultDelay) {
        return new SandboxOptions(
                host, port, openAiKeys, cozeTokens, robots, perMinute, resultDelay, callbackLimit, keep);
    }

    /** The same with more or less patience for answers to messages. */
    public SandboxOptions withCallbackLimit(Duration callbackLimit) {
        return new SandboxOptions(
                host, port, openAiKeys, cozeTokens, robots, perMinute, resultDelay, callbackLimit, keep);
    }

    /** The same with a longer or shorter memory. */
    public SandboxOptions withKeep(int keep) {
        return new SandboxOptions(
                host, port, openAiKeys, cozeTokens, robots, perMinute, resultDelay, callbackLimit, keep);
    }
}
