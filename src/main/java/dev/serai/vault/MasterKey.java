package dev.serai.vault;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A key that secrets are sealed under, AES-256. Its id is made of its own bytes by SHA-256, so that every hub that has
 * the key knows it by the same id, and the id tells nothing about the key.
 */
final class MasterKey {

    static final int BYTES = 32;

    private static final AesGcmParameters PARAMETERS = parameters();

    private final byte[] bytes;
    private final int id;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes;
        this.id = ByteBuffer.wrap(sha256(bytes)).getInt();
    }

    /**
     * Reads a key.
     *
     * @param place the setting or file it comes from, for the error
     * @throws VaultException.BadKey if it is not 32 bytes in base64
     */
    static MasterKey of(Secret base64, String place) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.reveal().replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw new VaultException.BadKey(place, "the key is not written in base64");
        }
        if (bytes.length != BYTES) {
            throw new VaultException.BadKey(place, "the key has " + bytes.length + " bytes");
        }
        return new MasterKey(bytes);
    }

    /** A new key from the system's source of random numbers, in base64. */
    static Secret random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Secret.of(Base64.getEncoder().encodeToString(bytes));
    }

    int number() {
        return id;
    }

    /** The id as people see it. */
    String id() {
        return id(id);
    }

    static String id(int number) {
        return HexFormat.of().toHexDigits(number);
    }

    @AccessesPartialKey
    AesGcmKey forTink() throws GeneralSecurityException {
        return AesGcmKey.builder()
                .setParameters(PARAMETERS)
                .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                .setIdRequirement(id)
                .build();
    }

    private static AesGcmParameters parameters() {
        try {
            return AesGcmParameters.builder()
                    .setKeySizeBytes(BYTES)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.TINK)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is what Tink is made for", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[" + id() + "]";
    }
}
