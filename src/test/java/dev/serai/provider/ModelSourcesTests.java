package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import dev.serai.TestDatabase;
import dev.serai.vault.Vault;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Models of the environment and of the database, and which declaration holds. */
class ModelSourcesTests {

    private final HikariDataSource database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Spine spine = Spine.calls();
    private final StandardEnvironment environment = new StandardEnvironment();
    private final Protocols protocols = new Protocols(List.of(new ScriptedModel()));
    private final SealedModelKeys keys = new SealedModelKeys(Vault.of(List.of(Vault.newKey())), jdbc);
    private final StoredModels stored = new StoredModels(jdbc, keys, protocols, Clock.systemUTC());
    private final Calls calls = new Calls(
            spine.camel(),
            Map.of("serai.provider.log.enabled", "false", "serai.provider.models.doubao.model", "from-settings"));
    private final ModelRegistry registry = calls.registry(
            protocols,
            stored,
            new EnvironmentModels(environment, protocols),
            new DeclaredModels(calls.settings(), protocols));
    private final ModelHealth health =
            new ModelHealth(calls.probes(registry, Clock.systemUTC()), jdbc, Clock.systemUTC(), calls.settings());
    private final AiModels models = new AiModels(registry, stored, health, protocols);

    @AfterEach
    void stop() {
        spine.close();
        database.close();
    }

    private void variables(Map<String, Object> variables) {
        environment.getPropertySources().addFirst(new MapPropertySource("test", variables));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JsonMapper.builder().build().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private ModelEntry entry(String id) {
        return Objects.requireNonNull(registry.catalog().entries().get(id));
    }

    @Test
    void theEnvironmentDeclaresModelsInCozeStudiosWords() {
        variables(Map.of(
                "MODEL_PROTOCOL", "openai",
                "MODEL_ID", "gpt-4o",
                "MODEL_PROTOCOL_0", "openai",
                "MODEL_OPENCOZE_ID_0", "100001",
                "MODEL_NAME_0", "豆包",
                "MODEL_ID_0", "ep-1",
                "MODEL_API_KEY_0", "sk-0",
                "MODEL_BASE_URL_0", "https://ark.example/api/v3",
                "MODEL_PROTOCOL_7", "openai",
                "MODEL_ID_7", "seven"));

        var done = registry.refresh();

        assertThat(done.newModels()).containsExactly("gpt-4o", "seven", "豆包");
        assertThat(entry("100001").asked().model()).isEqualTo("ep-1");
        assertThat(entry("100001").endpoint().apiKey().reveal()).isEqualTo("sk-0");
        assertThat(entry("100001").endpoint().baseUrl()).hasToString("https://ark.example/api/v3");
        assertThat(entry("env_7").origin()).isEqualTo("MODEL_PROTOCOL_7");
    }

    @Test
    void aHalfDeclaredModelOfTheEnvironmentSaysWhatIsMissing() {
        variables(Map.of("MODEL_PROTOCOL_1", "openai"));
        assertThatThrownBy(registry::refresh).hasMessageStartingWith("MODEL_ID_1 is not set");

        variables(Map.of("MODEL_PROTOCOL_1", "telex"));
        assertThatThrownBy(registry::refresh).hasMessage("MODEL_PROTOCOL_1: 'telex' is not one of [openai]");

        variables(Map.of("MODEL_PROTOCOL_1", "openai", "MODEL_ID_1", "m", "MODEL_BASE_URL_1", "sk-in-the-wrong-place"));
        assertThatThrownBy(registry::refresh).hasMessage("MODEL_BASE_URL_1: it is no http or https address");
    }

    @Test
    void theDatabaseHoldsBeforeTheEnvironmentAndThatBeforeTheSettings() {
        assertThat(entry("doubao").asked().model()).isEqualTo("from-settings");

        variables(Map.of("MODEL_PROTOCOL", "openai", "MODEL_OPENCOZE_ID", "doubao", "MODEL_ID", "from-environment"));
        registry.refresh();
        assertThat(entry("doubao").asked().model()).isEqualTo("from-environment");

        models.add(json("{'id': 'doubao', 'name': 'doubao', 'model_id': 'from-database'}"));
        assertThat(entry("doubao").asked().model()).isEqualTo("from-database");

        models.remove("doubao");
        assertThat(entry("doubao").asked().model()).isEqualTo("from-environment");
    }

    @Test
    void keysAreSealedInTheDatabaseAndNeverTold() {
        var added = models.add(json("""
                {'id': 'm1', 'name': 'gpt', 'model_id': 'gpt-4o', 'api_endpoint': 'https://api.example/v1',
                 'api_key': 'sk-secret', 'capabilities': ['chat', 'report'],
                 'config': {'timeout': '20s', 'priority': 3, 'stop': ['END'], 'fallback': 'doubao'}}"""));

        assertThat(added.hasKey()).isTrue();
        assertThat(added.toString()).doesNotContain("sk-secret");
        assertThat(jdbc.sql("select api_key_encrypted || config::text || capabilities::text from provider.ai_models")
                        .query(String.class)
                        .single())
                .startsWith("v1.")
                .contains("{chat,report}", "\"priority\": 3")
                .doesNotContain("sk-secret");
        assertThat(entry("m1").endpoint().apiKey().reveal()).isEqualTo("sk-secret");
        assertThat(entry("m1").turn().fallback()).isEqualTo("doubao");
        assertThat(keys.after("", 10)).singleElement().satisfies(value -> {
            assertThat(keys.replace(value, "v1.new")).isTrue();
            assertThat(keys.replace(value, "v1.newer")).isFalse();
        });

        registry.refresh();

        assertThat(models.find("m1").problems())
                .containsExactly("Its key cannot be opened; send it again to PUT /api/models/m1.");
    }

    @Test
    void aChangeKeepsTheKeyUnlessItWouldGoElsewhere() {
        models.add(
                json(
                        "{'id': 'm1', 'name': 'gpt', 'model_id': 'a', 'api_endpoint': 'https://one.example', 'api_key': 'k1'}"));

        models.change("m1", json("{'name': 'gpt', 'model_id': 'b', 'api_endpoint': 'https://one.example'}"));

        assertThat(entry("m1").asked().model()).isEqualTo("b");
        assertThat(entry("m1").endpoint().apiKey().reveal()).isEqualTo("k1");
        var elsewhere = json("{'name': 'gpt', 'model_id': 'b', 'api_endpoint': 'https://evil.example'}");
        assertThatThrownBy(() -> models.change("m1", elsewhere)).hasMessageStartingWith("api_key: it was given for");

        models.change("m1", elsewhere.put("api_key", ""));

        assertThat(models.find("m1").hasKey()).isFalse();
    }

    @Test
    void whatContradictsWhatThereIsIsRefused() {
        models.add(json("{'id': 'm1', 'name': 'gpt', 'model_id': 'a'}"));
        models.add(json("{'id': 'm2', 'name': 'qwen', 'model_id': 'a', 'config': {'fallback': 'gpt'}}"));

        assertThatThrownBy(() -> models.add(json("{'id': 'm1', 'name': 'gpt', 'model_id': 'a'}")))
                .isInstanceOf(ModelRefused.Conflict.class);
        assertThatThrownBy(() -> models.remove("m1")).hasMessageStartingWith("'qwen' falls back on 'gpt'");
        assertThatThrownBy(() -> models.remove("doubao"))
                .isInstanceOf(ModelRefused.Unknown.class)
                .hasMessageContaining("is declared in serai.provider.models.doubao");
        assertThat(models.all()).extracting(ModelCard::id).containsExactly("doubao", "m1", "m2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'name': 'a'}                                                              | model_id
            {'name': 'a', 'model_id': 'm', 'protocol': 'telex'}                        | protocol: 'telex' is not known
            {'name': 'a', 'model_id': 'm', 'api_endpoint': 'localhost'}                | api_endpoint: it is no http
            {'name': 'a', 'model_id': 'm', 'config': {'temperature': 9}}               | config.temperature: 9.0
            {'name': 'a', 'model_id': 'm', 'config': {'weight': 0}}                    | config.weight: 0 is not at least 1
            {'name': 'a', 'model_id': 'm', 'config': {'fallback': 'nobody'}}           | config.fallback: there is no model
            {'name': 'a', 'model_id': 'm', 'config': {'prority': 1}}                   | There is no setting 'prority'
            {'name': 'a', 'model_id': 'm', 'id': 'a b'}                                | id: 'a b' is none
            """)
    void aWrongFieldIsNamed(String sent, String told) {
        assertThatThrownBy(() -> models.add(json(sent)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(told);
        assertThat(jdbc.sql("select count(*) from provider.ai_models")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void anotherHubsChangeIsNoticed() {
        registry.refresh();
        assertThat(stored.changed()).isFalse();

        new StoredModels(jdbc, keys, protocols, Clock.systemUTC())
                .insert("x", ModelDraft.of(json("{'name': 'x', 'model_id': 'm'}")), json("{}"));

        assertThat(stored.changed()).isTrue();
        registry.reload(stored);
        assertThat(registry.catalog().names()).contains("x");
        assertThat(stored.changed()).isFalse();
    }
}
