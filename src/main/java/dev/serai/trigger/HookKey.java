package dev.serai.trigger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a caller of a webhook must know; one of the two is enough.
 *
 * @param secret with which it signs the body: {@code X-Signature} is the hexadecimal HMAC-SHA256
 * @param token which it sends as {@code Authorization: Bearer} or as the parameter {@code token}
 */
record HookKey(@Nullable String secret, @Nullable String token) {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";
    private static final String BEARER = "Bearer ";

    /** What a caller brings to prove itself; texts are empty if it does not bring them. */
    record Proof(String signature, String authorization, String token) {}

    boolean provenBy(Proof proof, byte[] body) {
        return signed(proof.signature(), body) || known(proof);
    }

    private boolean signed(String signature, byte[] body) {
        if (secret == null || secret.isBlank()) {
            return false;
        }
        var given = signature.startsWith(PREFIX) ? signature.substring(PREFIX.length()) : signature;
        return same(hmac(secret, body), given.toLowerCase(Locale.ROOT));
    }

    private boolean known(Proof proof) {
        if (token == null || token.isBlank()) {
            return false;
        }
        var bearer = proof.authorization().startsWith(BEARER);
        return same(token, bearer ? proof.authorization().substring(BEARER.length()) : proof.token());
    }

    /** Compares in a time that tells nothing about where the two differ. */
    private static boolean same(String expected, String offered) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
    }

    private static String hmac(String secret, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    /** Shows itself to nobody by accident. */
    @Override
    public String toString() {
        return "HookKey[***]";
    }
}
