package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.vault.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskTests {

    @Test
    void hidesValuesUnderSecretNamesAtAnyDepth() {
        var input = Map.of("a", List.of(Map.of("Access-Token", "t", "clientSecret", Map.of("x", 1))));

        var masked = Mask.json(input, 200);

        assertThat(masked).contains("\"Access-Token\":\"***\"", "\"clientSecret\":\"***\"");
    }

    @Test
    void hidesWhatLooksLikeASecretInAText() {
        var text = "key sk-abcdefgh12345, AIzaSyA-0123456789_abcdefghijklmnopqrst and pat_ABCDEFGHIJ,"
                + " Authorization: Bearer abc.def, password=\"geheim1\" 中文";

        var masked = Mask.text(text, 500);

        assertThat(masked).isEqualTo("key ***, *** and ***, Authorization: ***, password=\"***\" 中文");
    }

    @Test
    void cutsWithoutSplittingACharacter() {
        assertThat(Mask.text("ab😀cd", 3)).isEqualTo("ab…");
        assertThat(Mask.text("短", 3)).isEqualTo("短");
    }

    @Test
    void staysJsonWhenItIsTooLong() {
        var masked = Mask.json(Map.of("a", "x".repeat(50)), 40);

        assertThat(masked).startsWith("\"{\\\"a\\\":\\\"xxx").endsWith("…\"");
    }

    @Test
    void dropsWhatPostgresqlRefuses() {
        assertThat(Mask.json(Map.of("a\0", "b\0c"), 100)).isEqualTo("{\"a\":\"bc\"}");
    }

    @Test
    void aSecretDoesNotShowItself() {
        var secret = Secret.of(" s3cret ");

        assertThat(secret).hasToString("***").isEqualTo(Secret.of("s3cret")).hasSameHashCodeAs(Secret.of("x"));
        assertThat(secret.reveal()).isEqualTo("s3cret");
        assertThat(Secret.none().present()).isFalse();
        assertThat(Secret.none()).hasToString("(none)");
    }
}
