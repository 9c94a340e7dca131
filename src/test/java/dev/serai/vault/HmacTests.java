package dev.serai.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HmacTests {

    /** RFC 4231, test case 2. */
    private static final Secret KEY = Secret.of("Jefe");

    private static final byte[] TEXT = "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII);
    private static final String SIGNATURE = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    @Test
    void signsAsTheStandardDoes() {
        assertThat(Hmac.sha256(KEY, TEXT)).asHexString().isEqualToIgnoringCase(SIGNATURE);
    }

    @Test
    void knowsTheRightSignatureHoweverItIsWritten() {
        assertThat(Hmac.signs(KEY, TEXT, SIGNATURE)).isTrue();
        assertThat(Hmac.signs(KEY, TEXT, "sha256=" + SIGNATURE.toUpperCase(java.util.Locale.ROOT)))
                .isTrue();
    }

    @Test
    void knowsAWrongOne() {
        assertThat(Hmac.signs(KEY, TEXT, SIGNATURE.replace('5', '6'))).isFalse();
        assertThat(Hmac.signs(Secret.of("Jane"), TEXT, SIGNATURE)).isFalse();
        assertThat(Hmac.signs(KEY, TEXT, "")).isFalse();
    }
}
