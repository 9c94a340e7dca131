package dev.serai.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.vault.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The models declared through the API, in {@code ai_models}. */
@Component
class StoredModels implements ModelSource {

    private static final Logger LOG = LoggerFactory.getLogger(StoredModels.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LIST = ProviderSql.read("list-models");
    private static final String STATE = ProviderSql.read("find-models-state");
    private static final String INSERT = ProviderSql.read("insert-model");
    private static final String UPDATE = ProviderSql.read("update-model");
    private static final String DELETE = ProviderSql.read("delete-model");

    private final JdbcClient jdbc;
    private final SealedModelKeys seal;
    private final Protocols protocols;
    private final Clock clock;
    private volatile String known = "";

    StoredModels(JdbcClient jdbc, SealedModelKeys seal, Protocols protocols, Clock clock) {
        this.jdbc = jdbc;
        this.seal = seal;
        this.protocols = protocols;
        this.clock = clock;
    }

    @Override
    public int rank() {
        return 3;
    }

    /** A model of the database, and whether its key is set. */
    private record Stored(
            String id, ObjectNode fields, @Nullable String sealedKey) {}

    @Override
    public List<ModelEntry> read() {
        known = state();
        var entries = new ArrayList<ModelEntry>();
        for (var stored : jdbc.sql(LIST).query((row, number) -> stored(row)).list()) {
            try {
                entries.add(entry(stored));
            } catch (IllegalArgumentException e) {
                LOG.error("model id={} of the database is left out: {}", stored.id(), e.getMessage());
            }
        }
        return List.copyOf(entries);
    }

    private ModelEntry entry(Stored stored) {
        var draft = ModelDraft.of(stored.fields());
        var sealed = stored.sealedKey();
        if (sealed == null) {
            return draft.entry(stored.id(), Secret.none(), protocols);
        }
        var key = seal.open(sealed, stored.id());
        var entry = draft.entry(stored.id(), key.orElse(Secret.none()), protocols);
        return key.isPresent()
                ? entry
                : entry.lacking("Its key cannot be opened; send it again to PUT /api/models/" + stored.id() + ".");
    }

    private static Stored stored(ResultSet row) throws SQLException {
        try {
            var config = (ObjectNode) JSON.readTree(row.getString("config"));
            var fields = JSON.createObjectNode()
                    .put("name", row.getString("name"))
                    .put("protocol", config.path("protocol").asText())
                    .put("provider", row.getString("provider"))
                    .put("model_id", row.getString("model_id"))
                    .put("model_type", row.getString("model_type"))
                    .put("is_active", row.getBoolean("is_active"))
                    .put("api_endpoint", row.getString("api_endpoint"));
            fields.set("capabilities", JSON.readTree(row.getString("capabilities")));
            fields.set("config", config.without("protocol"));
            return new Stored(row.getString("id"), fields, row.getString("api_key_encrypted"));
        } catch (JsonProcessingException e) {
            throw new SQLException("ai_models holds something that is not JSON", e);
        }
    }

    /** Whether somebody, perhaps another hub, has changed a model since they were read. */
    boolean changed() {
        return !state().equals(known);
    }

    private String state() {
        return jdbc.sql(STATE).query(String.class).single();
    }

    /** What is stored of a model, without its key. */
    Optional<ModelDraft> find(String id) {
        return jdbc.sql(LIST).query((row, number) -> stored(row)).list().stream()
                .filter(stored -> stored.id().equals(id))
                .map(stored -> ModelDraft.of(stored.fields()))
                .findFirst();
    }

    /** Stores a new model; false if there is one of this id. */
    boolean insert(String id, ModelDraft draft, ObjectNode sent) {
        var key = sealed(draft, id);
        return statement(INSERT, id, draft, sent).param("key", key).update() == 1;
    }

    /** Stores a model anew; without a key in the draft it keeps its own. False if there is none of this id. */
    boolean update(String id, ModelDraft draft, ObjectNode sent) {
        return statement(UPDATE, id, draft, sent)
                        .param("keepKey", draft.apiKey() == null)
                        .param("key", sealed(draft, id))
                        .update()
                == 1;
    }

    /** False if there was none. */
    boolean delete(String id) {
        return jdbc.sql(DELETE).param("id", id).update() == 1;
    }

    private @Nullable String sealed(ModelDraft draft, String id) {
        var key = draft.apiKey();
        return key == null || key.isBlank() ? null : seal.seal(Secret.of(key), id);
    }

    private JdbcClient.StatementSpec statement(String sql, String id, ModelDraft draft, ObjectNode sent) {
        var config = JSON.createObjectNode();
        if (sent.path("config") instanceof ObjectNode given) {
            config.setAll(given);
        }
        config.put("protocol", draft.protocol());
        return jdbc.sql(sql)
                .param("id", id)
                .param("name", draft.name())
                .param("provider", draft.provider())
                .param("modelId", draft.modelId())
                .param("modelType", draft.modelType())
                .param("capabilities", JSON.valueToTree(draft.capabilities()).toString())
                .param("active", draft.isActive())
                .param("endpoint", draft.apiEndpoint())
                .param("config", config.toString())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC));
    }
}
