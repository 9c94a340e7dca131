package dev.serai.worktool;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks callbacks of robots that are configured to sign them; WorkTool itself does not, a proxy before it may. */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";

    private Signature() {}

    /** True if the robot's callbacks need no signature or this is the right one for the body as it came. */
    static boolean valid(RobotAccount account, CallbackBody body, String signature) {
        var secret = account.signatureSecret();
        if (secret == null) {
            return true;
        }
        return body instanceof CallbackBody.Raw raw && matches(secret, raw.bytes(), signature);
    }

    private static boolean matches(Secret secret, byte[] body, String signature) {
        var expected = HexFormat.of().formatHex(hmac(secret, body));
        var given = signature.startsWith(PREFIX) ? signature.substring(PREFIX.length()) : signature;
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                given.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] hmac(Secret secret, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
