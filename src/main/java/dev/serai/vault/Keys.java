package dev.serai.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of a vault.
 *
 * @param newest the one that seals
 * @param byNumber all that open, by the numbers of their ids
 * @param aead AES-256-GCM with them, with the number of the key in front of what it makes
 */
record Keys(MasterKey newest, Map<Integer, MasterKey> byNumber, Aead aead) {

    /** These keys, the newest first; one that is there twice counts once. */
    static Keys of(List<MasterKey> keys) {
        var byNumber = new LinkedHashMap<Integer, MasterKey>();
        keys.forEach(key -> byNumber.putIfAbsent(key.number(), key));
        var handle = KeysetHandle.newBuilder();
        try {
            AeadConfig.register();
            for (var key : byNumber.values()) {
                var entry = KeysetHandle.importKey(key.forTink());
                handle.addEntry(key == keys.getFirst() ? entry.makePrimary() : entry);
            }
            return new Keys(
                    keys.getFirst(),
                    Map.copyOf(byNumber),
                    handle.build().getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("These keys cannot be used together: " + byNumber.values(), e);
        }
    }

    /**
     * The keys of the configuration. The key in the hub's own file seals if no other is given, and goes on to open what
     * was sealed under it if one is.
     */
    static Keys of(VaultProperties settings) {
        var keys = new ArrayList<MasterKey>();
        var own = settings.ownFile();
        var given = settings.masterKeyFile();
        if (settings.masterKey().present()) {
            keys.add(MasterKey.of(settings.masterKey(), "serai.vault.master-key"));
        } else if (given != null) {
            keys.add(new KeyFile(given).read());
        } else {
            keys.add(own.readOrMake());
        }
        settings.previousKeys().forEach(key -> keys.add(MasterKey.of(key, "serai.vault.previous-keys")));
        if (own.exists()) {
            keys.add(own.read());
        }
        return of(keys);
    }
}
