package dev.serai.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model is to choose its words; null leaves it to the model's configuration.
 *
 * @param temperature from 0 to 2
 * @param maxTokens upper bound of the answer
 * @param topP above 0, up to 1
 * @param stop texts that end the answer
 * @param json whether the answer has to be a JSON object
 */
public record Sampling(
        @Nullable Double temperature,
        @Nullable Integer maxTokens,
        @Nullable Double topP,
        List<String> stop,
        boolean json) {

    private static final Sampling CONFIGURED = of(null, null);

    public Sampling {
        stop = List.copyOf(stop);
        if (temperature != null && !(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("temperature: " + temperature + " is not between 0 and 2");
        }
        if (maxTokens != null && maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens: " + maxTokens + " is not at least 1");
        }
        if (topP != null && !(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("topP: " + topP + " is not above 0 and up to 1");
        }
    }

    /** All as configured. */
    public static Sampling configured() {
        return CONFIGURED;
    }

    /** Only these two differ from what is configured. */
    public static Sampling of(@Nullable Double temperature, @Nullable Integer maxTokens) {
        return new Sampling(temperature, maxTokens, null, List.of(), false);
    }

    /** These wishes, and where there are none those of others. */
    public Sampling or(Sampling others) {
        return new Sampling(
                temperature == null ? others.temperature : temperature,
                maxTokens == null ? others.maxTokens : maxTokens,
                topP == null ? others.topP : topP,
                stop.isEmpty() ? others.stop : stop,
                json || others.json);
    }
}
