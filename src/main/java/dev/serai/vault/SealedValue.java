package dev.serai.vault;

/**
 * A sealed value that is kept somewhere.
 *
 * @param id by which its store finds it again; not empty
 * @param purpose it was sealed for
 * @param sealed the text
 */
public record SealedValue(String id, String purpose, String sealed) {

    public SealedValue {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("A sealed value for '" + purpose + "' has no id");
        }
    }
}
