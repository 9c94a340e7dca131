package dev.serai.worktool;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A credential from the configuration, which shows itself to nobody by accident. */
record Secret(String value) {

    private static final int SHOWN = 2;

    /** What configuration binding calls; it finds public methods only. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    boolean blank() {
        return value.isBlank();
    }

    /** Compares in a time that tells nothing about where the two differ. */
    boolean matches(String offered) {
        return MessageDigest.isEqual(bytes(value), bytes(offered));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return value.length() > 4 * SHOWN ? value.substring(0, SHOWN) + "***" : "***";
    }
}
