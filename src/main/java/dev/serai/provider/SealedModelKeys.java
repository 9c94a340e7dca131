package dev.serai.provider;

import dev.serai.vault.SealedStore;
import dev.serai.vault.SealedValue;
import dev.serai.vault.Secret;
import dev.serai.vault.Vault;
import dev.serai.vault.VaultException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The keys of the models in {@code ai_models}, sealed by the vault, each for its model alone. */
@Component
class SealedModelKeys implements SealedStore {

    private static final Logger LOG = LoggerFactory.getLogger(SealedModelKeys.class);
    private static final String LIST = ProviderSql.read("list-model-keys");
    private static final String REPLACE = ProviderSql.read("replace-model-key");

    private final Vault vault;
    private final JdbcClient jdbc;

    SealedModelKeys(Vault vault, JdbcClient jdbc) {
        this.vault = vault;
        this.jdbc = jdbc;
    }

    /** A text that only {@link #open} can read, for the model of this id. */
    String seal(Secret key, String id) {
        return vault.seal(key.reveal(), purpose(id));
    }

    /** The key again; empty if it cannot be opened, which the log explains. */
    Optional<Secret> open(String sealed, String id) {
        try {
            return Optional.of(Secret.of(vault.open(sealed, purpose(id))));
        } catch (VaultException e) {
            LOG.error("model id={}: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    private static String purpose(String id) {
        return "provider.model." + id + ".api-key";
    }

    @Override
    public String name() {
        return "models";
    }

    @Override
    public List<SealedValue> after(String id, int limit) {
        return jdbc.sql(LIST)
                .param("id", id)
                .param("limit", limit)
                .query((row, number) -> new SealedValue(
                        row.getString("id"), purpose(row.getString("id")), row.getString("api_key_encrypted")))
                .list();
    }

    @Override
    public boolean replace(SealedValue old, String sealed) {
        return jdbc.sql(REPLACE)
                        .param("id", old.id())
                        .param("old", old.sealed())
                        .param("sealed", sealed)
                        .update()
                == 1;
    }
}
