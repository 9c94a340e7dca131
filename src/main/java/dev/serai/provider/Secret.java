package dev.serai.provider;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A key or token that shows itself only to the one who asks for it by {@link #reveal()}. */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps a value; blank means that there is none. Spring binds configuration through this. */
    public static Secret of(String value) {
        return new Secret(value.strip());
    }

    /** Nothing configured. */
    public static Secret none() {
        return new Secret("");
    }

    /** True if there is a value. */
    public boolean present() {
        return !value.isEmpty();
    }

    /** The value itself, for the wire only. */
    public String reveal() {
        return value;
    }

    /** A text in which this secret does not show itself, for words that come from outside. */
    public String hiddenIn(String text) {
        return present() ? text.replace(value, "***") : text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return present() ? "***" : "(none)";
    }
}
