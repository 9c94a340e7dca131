package dev.serai.provider.gemini;

import dev.serai.provider.ChatTarget;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the account of a Gemini model may say beyond endpoint and key.
 *
 * @param apiVersion part of the address
 * @param includeThoughts whether the model shows what it thinks
 * @param thinkingBudget tokens it may think with, on top of those of the answer: 0 switches thinking off, -1 leaves the
 *     amount to the model; null leaves all to the model
 * @param topK the model chooses among so many words; null leaves it to the model
 * @param frequencyPenalty against words that came often, from -2 to 2; null leaves it to the model
 * @param presencePenalty against words that came at all, from -2 to 2; null leaves it to the model
 */
record GeminiOptions(
        String apiVersion,
        boolean includeThoughts,
        @Nullable Integer thinkingBudget,
        @Nullable Integer topK,
        @Nullable Double frequencyPenalty,
        @Nullable Double presencePenalty) {

    private static final String VERTEX = "2";

    /** Reads the options, and refuses what cannot work with the name of the option and what to write instead. */
    static GeminiOptions of(ChatTarget target) {
        var options = target.account().options();
        if (value(options, "backend", "1").equals(VERTEX)) {
            throw new IllegalArgumentException("backend: '2' (Vertex AI) is not supported; use the Gemini API, 1");
        }
        return new GeminiOptions(
                version(options),
                thoughts(options),
                budget(options),
                topK(options),
                penalty(options, "frequency_penalty"),
                penalty(options, "presence_penalty"));
    }

    /** Tokens by which the bound of the answer has to grow: the vendor counts thoughts as part of it. */
    int roomForThoughts() {
        return thinkingBudget == null ? 0 : Math.max(0, thinkingBudget);
    }

    private static String version(Map<String, String> options) {
        var version = value(options, "api_version", "v1beta");
        if (!version.matches("v\\d+\\w*")) {
            throw new IllegalArgumentException(
                    "api_version: '" + version + "' is no version such as v1 or v1beta; correct it");
        }
        return version;
    }

    private static boolean thoughts(Map<String, String> options) {
        var include = value(options, "include_thoughts", "false");
        if (!include.matches("true|false")) {
            throw new IllegalArgumentException(
                    "include_thoughts: '" + include + "' is neither true nor false; give one of them");
        }
        return include.equals("true");
    }

    private static @Nullable Integer budget(Map<String, String> options) {
        var budget = value(options, "thinking_budget", "");
        if (budget.isEmpty()) {
            return null;
        }
        if (!budget.matches("-1|\\d{1,7}")) {
            throw new IllegalArgumentException("thinking_budget: '" + budget
                    + "' is no number of tokens; give one, 0 for none, or -1 to leave it to the model");
        }
        return Integer.valueOf(budget);
    }

    private static @Nullable Integer topK(Map<String, String> options) {
        var topK = value(options, "top_k", "");
        if (!topK.matches("\\d{0,6}")) {
            throw new IllegalArgumentException("top_k: '" + topK + "' is no number of words; give one, such as 40");
        }
        return topK.isEmpty() || Integer.parseInt(topK) == 0 ? null : Integer.valueOf(topK);
    }

    private static @Nullable Double penalty(Map<String, String> options, String name) {
        var penalty = value(options, name, "");
        if (penalty.isEmpty()) {
            return null;
        }
        if (!penalty.matches("-?\\d(\\.\\d{1,9})?") || Math.abs(Double.parseDouble(penalty)) > 2) {
            throw new IllegalArgumentException(name + ": '" + penalty + "' is not between -2 and 2; correct it");
        }
        return Double.valueOf(penalty);
    }

    private static String value(Map<String, String> options, String name, String fallback) {
        var value = options.getOrDefault(name, "").strip();
        return value.isEmpty() ? fallback : value;
    }
}
