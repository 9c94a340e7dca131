package dev.serai.provider.claude;

import dev.serai.provider.ChatTarget;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the account of a Claude model may say beyond endpoint and key.
 *
 * @param version the header {@code anthropic-version}
 * @param beta the header {@code anthropic-beta}: features to be tried early, by commas; empty for none
 * @param maxTokens upper bound of an answer where nobody else says one; the vendor demands a bound
 * @param thinking whether the model thinks before it answers
 * @param effort how hard it works, such as {@code low} or {@code high}; empty leaves it to the model
 * @param sampling false for models that refuse {@code temperature}, {@code top_p} and {@code top_k} (Opus 4.7 and
 *     later)
 * @param topK the model chooses among so many words; 0 leaves it to the model
 */
record ClaudeOptions(
        String version, String beta, int maxTokens, Thinking thinking, String effort, boolean sampling, int topK) {

    private static final int LEAST_BUDGET = 1024;
    private static final Pattern HEADER = Pattern.compile("[\\w.,: -]*");

    /** Whether a model thinks before it answers. */
    sealed interface Thinking {

        /** Left to the model. */
        record Unset() implements Thinking {}

        /** As much as the model thinks fit. */
        record Adaptive() implements Thinking {}

        /** At most so many tokens, on top of those of the answer. */
        record Budget(int tokens) implements Thinking {}
    }

    /** Reads the options, and refuses what cannot work with the name of the option and what to write instead. */
    static ClaudeOptions of(ChatTarget target) {
        var options = target.account().options();
        if (options.getOrDefault("by_bedrock", "false").strip().equals("true")) {
            throw new IllegalArgumentException("by_bedrock: 'true' is not supported; use Anthropic's own endpoint");
        }
        return new ClaudeOptions(
                header(options, "version", "2023-06-01"),
                header(options, "beta", ""),
                number(options, "max_tokens", "4096", 1),
                thinking(options),
                header(options, "effort", ""),
                truth(options, "sampling"),
                number(options, "top_k", "0", 0));
    }

    private static Thinking thinking(Map<String, String> options) {
        return switch (options.getOrDefault("thinking_budget", "").strip()) {
            case "", "0" -> new Thinking.Unset();
            case "adaptive" -> new Thinking.Adaptive();
            default -> new Thinking.Budget(number(options, "thinking_budget", "0", LEAST_BUDGET));
        };
    }

    private static String header(Map<String, String> options, String name, String fallback) {
        var value = options.getOrDefault(name, "").strip();
        if (!HEADER.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    name + ": '" + value + "' has other characters than letters, digits and .,:_-; correct it");
        }
        return value.isEmpty() ? fallback : value;
    }

    private static int number(Map<String, String> options, String name, String fallback, int least) {
        var value = options.getOrDefault(name, fallback).strip();
        if (!value.matches("\\d{1,7}") || Integer.parseInt(value) < least) {
            var also = name.equals("thinking_budget") ? ", 0 for none, or 'adaptive'" : "";
            throw new IllegalArgumentException(
                    "%s: '%s' is no whole number of %d or more; give one%s".formatted(name, value, least, also));
        }
        return Integer.parseInt(value);
    }

    private static boolean truth(Map<String, String> options, String name) {
        var value = options.getOrDefault(name, "true").strip();
        if (!value.matches("true|false")) {
            throw new IllegalArgumentException(name + ": '" + value + "' is neither true nor false; give one of them");
        }
        return value.equals("true");
    }
}
