package dev.serai.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Seals secrets before they are kept and opens them again: AES-256-GCM under the master key, with a purpose that is
 * part of the seal. A sealed text is {@code v1.} and base64url of what Tink makes: a byte 1, the key's id in four
 * bytes, the nonce, the cipher text and its tag (https://developers.google.com/tink/wire-format). Safe for threads.
 */
public final class Vault {

    private static final String MARK = "v1.";
    private static final int SHORTEST = 1 + Integer.BYTES + 12 + 16;

    private final Keys keys;

    Vault(Keys keys) {
        this.keys = keys;
    }

    /**
     * A vault of these keys, for programs and tests without a configuration.
     *
     * @param keys each 32 bytes in base64, the newest first, at least one
     * @throws VaultException.BadKey if one is not
     */
    public static Vault of(List<Secret> keys) {
        return new Vault(Keys.of(
                keys.stream().map(key -> MasterKey.of(key, "master key")).toList()));
    }

    /** A new key, for a configuration to hold. */
    public static Secret newKey() {
        return MasterKey.random();
    }

    /**
     * Seals a secret under the newest key. The same secret never becomes the same text twice.
     *
     * @param purpose what it is for and whose it is, such as {@code worktool.robot.main.token}; no secret itself. It
     *     takes the same purpose to open it, so that a text copied to another place does not open there
     */
    public String seal(String plain, String purpose) {
        try {
            var sealed = keys.aead().encrypt(bytes(plain), bytes(purpose));
            return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Nothing could be sealed for '" + purpose + "'", e);
        }
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @throws VaultException.NotSealed if it made no such text
     * @throws VaultException.UnknownKey if the key is not at hand
     * @throws VaultException.Unopened if it was altered or sealed for another purpose
     */
    @SuppressWarnings("UnusedException") // says nothing more, and what failed here must not travel
    public String open(String sealed, String purpose) {
        var bytes = raw(sealed).orElseThrow(() -> new VaultException.NotSealed(purpose));
        var number = key(bytes);
        if (!keys.byNumber().containsKey(number)) {
            throw new VaultException.UnknownKey(purpose, MasterKey.id(number));
        }
        try {
            return new String(keys.aead().decrypt(bytes, bytes(purpose)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new VaultException.Unopened(purpose, MasterKey.id(number));
        }
    }

    /** True if a text is sealed under the newest key; false also for what is no sealed text. */
    public boolean current(String sealed) {
        return raw(sealed).filter(bytes -> key(bytes) == keys.newest().number()).isPresent();
    }

    /** The id of the newest key, which tells nothing about it. */
    public String currentKey() {
        return keys.newest().id();
    }

    private static int key(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt(1);
    }

    private static Optional<byte[]> raw(String sealed) {
        if (!sealed.startsWith(MARK)) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(sealed.substring(MARK.length()));
            return bytes.length >= SHORTEST && bytes[0] == 1 ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
