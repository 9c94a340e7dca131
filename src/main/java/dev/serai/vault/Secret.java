package dev.serai.vault;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A key, token or password that shows itself only to the one who asks for it by {@link #reveal()}: in texts and in JSON
 * it is {@code ***}.
 */
public final class Secret {

    private static final String HIDDEN = "***";
    private static final Secret NONE = new Secret("");

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps a value without the blanks around it; blank means that there is none. Configuration is bound by this. */
    public static Secret of(String value) {
        return new Secret(value.strip());
    }

    /** Nothing configured. */
    public static Secret none() {
        return NONE;
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
        return present() ? text.replace(value, HIDDEN) : text;
    }

    /** True if somebody offers this very secret; takes a time that tells nothing about where the two differ. */
    public boolean matches(String offered) {
        return MessageDigest.isEqual(bytes(), offered.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && matches(that.value);
    }

    /** The same for all, so that it says nothing about the value. */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    @JsonValue
    public String toString() {
        return present() ? HIDDEN : "(none)";
    }
}
