package dev.serai.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTests {

    private static final String SECRET = "sk-geheim-42 密钥";
    private static final String PURPOSE = "worktool.robot.main.token";

    private final Secret key = Vault.newKey();
    private final Vault vault = Vault.of(List.of(key));

    @Test
    void opensWhatItSealed() {
        var sealed = vault.seal(SECRET, PURPOSE);

        assertThat(sealed).startsWith("v1.").doesNotContain("geheim");
        assertThat(vault.open(sealed, PURPOSE)).isEqualTo(SECRET);
        assertThat(Vault.of(List.of(key)).open(sealed, PURPOSE)).isEqualTo(SECRET);
        assertThat(vault.open(vault.seal("", PURPOSE), PURPOSE)).isEmpty();
    }

    @Test
    void neverMakesTheSameTextTwice() {
        assertThat(vault.seal(SECRET, PURPOSE)).isNotEqualTo(vault.seal(SECRET, PURPOSE));
    }

    @Test
    void opensForTheSamePurposeOnly() {
        var sealed = vault.seal(SECRET, PURPOSE);

        assertThatThrownBy(() -> vault.open(sealed, "worktool.robot.other.token"))
                .isInstanceOf(VaultException.Unopened.class)
                .hasMessageContaining("worktool.robot.other.token")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void doesNotOpenWhatWasAltered() {
        var bytes = Base64.getUrlDecoder().decode(vault.seal(SECRET, PURPOSE).substring(3));
        for (var at : List.of(5, 17, bytes.length - 1)) { // nonce, cipher text, tag
            var altered = bytes.clone();
            altered[at] ^= 1;
            var text = "v1." + Base64.getUrlEncoder().withoutPadding().encodeToString(altered);

            assertThatThrownBy(() -> vault.open(text, PURPOSE)).isInstanceOf(VaultException.Unopened.class);
        }
    }

    @Test
    void namesTheKeyThatIsNotAtHand() {
        var sealed = vault.seal(SECRET, PURPOSE);
        var other = Vault.of(List.of(Vault.newKey()));

        assertThatThrownBy(() -> other.open(sealed, PURPOSE))
                .isInstanceOf(VaultException.UnknownKey.class)
                .hasMessageContaining(vault.currentKey())
                .hasMessageContaining("serai.vault.previous-keys")
                .hasMessageNotContaining(key.reveal());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "v1.", "sk-geheim-42", "v1.AQ", "v1.§§§", "v2.AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void tellsWhatIsNoSealedText(String text) {
        assertThat(vault.current(text)).isFalse();
        assertThatThrownBy(() -> vault.open(text, PURPOSE))
                .isInstanceOf(VaultException.NotSealed.class)
                .hasMessageContaining(PURPOSE)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void anOlderKeyOpensAndTheNewestSeals() {
        var old = vault.seal(SECRET, PURPOSE);
        var newer = Vault.of(List.of(Vault.newKey(), key));

        var sealed = newer.seal(SECRET, PURPOSE);

        assertThat(newer.open(old, PURPOSE)).isEqualTo(SECRET);
        assertThat(newer.current(old)).isFalse();
        assertThat(newer.current(sealed)).isTrue();
        assertThatThrownBy(() -> vault.open(sealed, PURPOSE)).isInstanceOf(VaultException.UnknownKey.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no base64!", "c2hvcnQ=", ""})
    void refusesAKeyOfNoUse(String text) {
        assertThatThrownBy(() -> Vault.of(List.of(Secret.of(text))))
                .isInstanceOf(VaultException.BadKey.class)
                .hasMessageContaining("32 bytes in base64")
                .hasMessageNotContaining("no base64!");
    }

    @Test
    void takesAKeyInEitherBase64AndTheSameKeyTwice() {
        var url = key.reveal().replace('+', '-').replace('/', '_');
        var same = Vault.of(List.of(Secret.of(url), key));

        assertThat(same.open(vault.seal(SECRET, PURPOSE), PURPOSE)).isEqualTo(SECRET);
    }
}
