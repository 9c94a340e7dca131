package dev.serai.provider;

/**
 * Tokens that a call has spent.
 *
 * @param input tokens of the question, those read from the provider's cache included
 * @param output tokens of the answer, what the model thought included
 * @param total all of them; a provider may tell only this one
 * @param cachedInput those of the input that the provider had in its cache
 * @param estimated true if the provider did not say and the numbers were counted by us
 */
public record Usage(long input, long output, long total, long cachedInput, boolean estimated) {

    private static final Usage NONE = new Usage(0, 0, 0, 0, false);

    public Usage {
        if (input < 0 || output < 0 || total < 0 || cachedInput < 0) {
            throw new IllegalArgumentException("usage: tokens cannot be negative");
        }
    }

    /** The provider told no numbers, or nothing was spent. */
    public static Usage none() {
        return NONE;
    }

    /** Numbers as the provider told them. */
    public static Usage of(long input, long output, long total) {
        return new Usage(input, output, total, 0, false);
    }

    /** The same, with a part of the input from the provider's cache. */
    public Usage cached(long tokens) {
        return new Usage(input, output, total, tokens, estimated);
    }

    /** True if there is nothing to count. */
    public boolean isNone() {
        return input == 0 && output == 0 && total == 0;
    }
}
