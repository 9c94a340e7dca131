package dev.serai.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.serai.engine.Effect;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.RunId;
import dev.serai.engine.Step;
import dev.serai.flow.KameletReader;
import dev.serai.flow.PropertyValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a Kamelet does in a run. */
class KameletNodeTests {

    static final String SAY = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata: {name: say}
            spec:
              definition:
                required: [who]
                properties:
                  who: {type: string}
                  word: {type: string, default: 你好}
                  key: {type: string, format: password}
                  count: {type: integer, default: 1}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - setHeader: {name: about, simple: "${variable.key} ${body[count]}"}
                    - setBody: {simple: "{{word}} ${variable.who}"}
            """;

    @SuppressWarnings("resource") // closed after each test
    private final DefaultCamelContext camel = new DefaultCamelContext();

    private KameletRoutes routes;

    /** The turn of a node in a run in which somebody wrote something. */
    private record Turn(String said) implements Step {

        @Override
        public RunId run() {
            return RunId.of("0190b1a2-0000-7000-8000-000000000001");
        }

        @Override
        public String node() {
            return "here";
        }

        @Override
        public String effectKey() {
            return run() + ":here";
        }

        @Override
        public Map<String, Object> scope() {
            return Map.of(
                    "context", Map.of("message", Map.of("content", said)), "nodes", Map.of(), "variables", Map.of());
        }

        @Override
        public Object context(String field) {
            return Map.of();
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }
    }

    @BeforeEach
    void start() {
        camel.start();
        routes = new KameletRoutes(camel, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private KameletNode node(String text) {
        KameletNode.Secrets secrets = name -> Optional.of("s3cret")
                .filter(secret -> name.equals("crm"))
                .orElseThrow(() -> new KameletNode.SecretMissing(name));
        return new KameletNode(KameletReader.read("say.kamelet.yaml", text), routes, secrets);
    }

    private static PropertyValues settings(KameletNode node, String yaml) throws Exception {
        return node.kamelet().schema().read((ObjectNode) new YAMLMapper().readTree(yaml));
    }

    private static Object body(KameletNode node, String yaml, String said) throws Exception {
        return node.run(settings(node, yaml), new Turn(said)).output().get("body");
    }

    @Test
    void constantsFillInTheTemplateAndValuesTravel() throws Exception {
        var node = node(SAY);

        var outcome = node.run(settings(node, "{who: '{{message.content}}', key: crm}"), new Turn("张三"));

        assertThat(outcome.output()).containsEntry("body", "你好 张三");
        assertThat(outcome.output().get("headers")).isEqualTo(Map.of("about", "s3cret 1"));
        assertThat(outcome.input()).containsEntry("who", "张三").containsEntry("key", "crm");
        assertThat(node.effect()).isEqualTo(Effect.ONCE);
    }

    @Test
    void whatASenderWritesIsNeverAnExpressionOrAPlaceholder() throws Exception {
        var evil = "${sys.user.home} {{env:HOME}} $simple{date:now} RAW(x)&a=b?c#d";

        assertThat(body(node(SAY), "{who: '{{message.content}}'}", evil)).isEqualTo("你好 " + evil);
    }

    @Test
    void aPropertyMayHaveTheNameOfAnOptionOfCamel() throws Exception {
        var node = node(SAY.replace("word", "timeout"));

        assertThat(body(node, "{who: a, timeout: 慢}", "")).isEqualTo("慢 a");
    }

    @Test
    void whatFailsInItFailsTheNodeWithoutItsWords() throws Exception {
        var failing = "- throwException: {exceptionType: java.lang.IllegalStateException, message: s3cret}";
        var node = node(SAY.replace("- setBody: {simple: \"{{word}} ${variable.who}\"}", failing));

        assertThatThrownBy(() -> body(node, "{who: a}", ""))
                .isInstanceOf(NodeFailed.class)
                .hasMessageContaining("the Kamelet 'say' failed (IllegalStateException)")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void nodesWithTheSameConstantsShareARoute() throws Exception {
        var node = node(SAY);

        body(node, "{who: a}", "");
        body(node, "{who: b}", "");
        body(node, "{who: c, word: 再见}", "");

        assertThat(camel.getRoutes()).hasSize(2);
    }

    @Test
    void anEarlierTextGoesOnUntilNobodyUsesIt() throws Exception {
        var before = node(SAY);
        var after = node(SAY.replace("{{word}} ", "{{word}}，"));
        assertThat(body(before, "{who: a}", "")).isEqualTo("你好 a");

        routes.retire(before.kamelet());
        assertThat(body(after, "{who: a}", "")).isEqualTo("你好，a");
        assertThat(body(before, "{who: a}", "")).isEqualTo("你好 a");
        routes.sweep(Duration.ofHours(1));

        assertThat(camel.getRoutes()).extracting(Route::getRouteId).containsExactly("kamelet-say-2");
        assertThat(camel.getRouteDefinitions()).hasSize(1);
        assertThat(camel.getRouteTemplateDefinitions()).isEmpty();
        assertThat(body(before, "{who: a}", "")).isEqualTo("你好 a");
    }

    @Test
    void aValueThatDoesNotFitFailsTheNode() {
        var node = node(SAY.replace("who: {type: string}", "who: {type: string, enum: [a, b]}"));

        assertThatThrownBy(() -> body(node, "{who: '{{message.content}}'}", "x"))
                .isInstanceOfSatisfying(NodeFailed.class, failed -> assertThat(failed)
                        .hasMessageContaining("Setting 'who' cannot be 'x' (write one of a, b)"));
    }

    @Test
    void whatCamelRefusesIsToldWithItsPlace() throws Exception {
        var node = node(SAY.replace("${body[count]}", "${nonsense}"));
        var settings = settings(node, "{who: a}");

        assertThatThrownBy(() -> node.prepare(settings))
                .hasMessageContaining("say.kamelet.yaml:16: ")
                .hasMessageContaining("Unknown function: nonsense");
        assertThat(camel.getRouteDefinitions()).isEmpty();
    }

    @Test
    void aSecretThatIsMissingIsToldWhenTheFlowIsSaved() throws Exception {
        var node = node(SAY.replace("${variable.key}", "{{key}}"));
        var settings = settings(node, "{who: a, key: erp}");

        assertThatThrownBy(() -> node.prepare(settings))
                .hasMessage("There is no secret 'erp'; set serai.node.secrets.erp");
    }

    @Test
    void isCalledByItsNameToo() {
        var node = node(SAY);

        assertThat(node.call(Map.of("who", "{{x}}", "word", "您好"), Set.of("word")))
                .containsEntry("body", "您好 {{x}}");
        assertThatThrownBy(() -> node.call(Map.of("who", "x", "word", "您好"), Set.of()))
                .isInstanceOf(NodeFailed.class)
                .hasMessageContaining("'word' cannot hold variables");
    }
}
