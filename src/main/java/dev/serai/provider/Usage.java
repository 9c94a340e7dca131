package dev.serai.provider;

/**
 * Tokens that a call cost.
 *
 * @param estimated true if the provider did not say and the numbers were counted by us
 */
public record Usage(long input, long output, long total, boolean estimated) {

    private static final Usage NONE = new Usage(0, 0, 0, false);

    public Usage {
        if (input < 0 || output < 0 || total < 0) {
            throw new IllegalArgumentException("usage: tokens cannot be negative");
        }
    }

    /** The provider told no numbers, or nothing was spent. */
    public static Usage none() {
        return NONE;
    }

    /** Numbers as the provider told them. */
    public static Usage of(long input, long output, long total) {
        return new Usage(input, output, total, false);
    }

    /** True if there is nothing to count. */
    public boolean isNone() {
        return input == 0 && output == 0 && total == 0;
    }
}
