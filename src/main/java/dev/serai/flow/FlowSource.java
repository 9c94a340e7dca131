package dev.serai.flow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A flow as it is handed in.
 *
 * @param file name that faults are reported under
 * @param text YAML or JSON
 * @param by who hands it in
 * @param why what for
 */
public record FlowSource(String file, String text, String by, String why) {

    /** By which the very same text is recognised. */
    String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
