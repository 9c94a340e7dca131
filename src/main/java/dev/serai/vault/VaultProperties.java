package dev.serai.vault;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which keys secrets are sealed under.
 *
 * @param masterKey 32 bytes in base64
 * @param masterKeyFile a file that holds it instead, as containers are handed secrets
 * @param previousKeys keys that were the master key once and still open what was sealed under them
 * @param folder where a hub that is given no key keeps the one it makes, in {@code master.key}
 */
@Validated
@ConfigurationProperties("serai.vault")
record VaultProperties(
        @DefaultValue("") Secret masterKey,
        @Nullable Path masterKeyFile,
        @DefaultValue List<Secret> previousKeys,
        @DefaultValue("data") Path folder) {

    VaultProperties {
        previousKeys = previousKeys.stream().filter(Secret::present).toList();
        if (masterKey.present() && masterKeyFile != null) {
            throw new IllegalArgumentException(
                    "serai.vault.master-key and serai.vault.master-key-file are both set." + " Leave one of them out.");
        }
    }

    KeyFile ownFile() {
        return new KeyFile(folder.resolve("master.key"));
    }
}
