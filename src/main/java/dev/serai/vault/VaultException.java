package dev.serai.vault;

/** Why a secret cannot be sealed or opened. Messages name the purpose and the key's id, never what is sealed. */
public abstract sealed class VaultException extends RuntimeException {

    private VaultException(String message) {
        super(message);
    }

    /** The text was not made by {@link Vault#seal}, or a part of it is missing: seal the secret again. */
    public static final class NotSealed extends VaultException {
        NotSealed(String purpose) {
            super("What is kept for '" + purpose + "' is no sealed text. Enter the secret again.");
        }
    }

    /** The key it was sealed under is not at hand: bring it back as one of {@code serai.vault.previous-keys}. */
    public static final class UnknownKey extends VaultException {
        UnknownKey(String purpose, String key) {
            super("What is kept for '" + purpose + "' was sealed under key " + key + ", which this hub does not have."
                    + " Add that key to serai.vault.previous-keys (SERAI_PREVIOUS_KEYS), or enter the secret again.");
        }
    }

    /** It was altered, or sealed for another purpose: it will never open, enter the secret again. */
    public static final class Unopened extends VaultException {
        Unopened(String purpose, String key) {
            super("What is kept for '" + purpose + "' does not open with its key " + key
                    + ": it was altered, or sealed for another purpose. Enter the secret again.");
        }
    }

    /** A key of the configuration is of no use; the hub does not start. */
    public static final class BadKey extends VaultException {
        BadKey(String place, String reason) {
            super(place + ": " + reason + ". A key is 32 bytes in base64; 'serai vault key' makes one.");
        }
    }
}
