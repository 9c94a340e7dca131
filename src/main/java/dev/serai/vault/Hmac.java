package dev.serai.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 (RFC 2104), by which two sides that share a secret sign what they send each other. */
public final class Hmac {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";

    private Hmac() {}

    /** The signature of a text; the key must be {@link Secret#present present}. */
    public static byte[] sha256(Secret key, byte[] text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    /**
     * True if this is the right signature of a text; takes a time that tells nothing about where the two differ.
     *
     * @param signature hexadecimal, in either case, with {@code sha256=} before it or not; never right if empty
     */
    public static boolean signs(Secret key, byte[] text, String signature) {
        var given = signature.startsWith(PREFIX) ? signature.substring(PREFIX.length()) : signature;
        return MessageDigest.isEqual(
                HexFormat.of().formatHex(sha256(key, text)).getBytes(StandardCharsets.US_ASCII),
                given.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
    }
}
