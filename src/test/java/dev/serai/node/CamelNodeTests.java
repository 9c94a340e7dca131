package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.engine.Effect;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.Outcome;
import dev.serai.flow.SettingsRejected;
import dev.serai.route.Kamelets;
import java.util.Map;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CamelNodeTests {

    @SuppressWarnings("resource") // closed after each test
    private final DefaultCamelContext camel = new DefaultCamelContext();

    private CamelNode kind;

    @BeforeEach
    void start() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:greet")
                        .setHeader("Authorization", constant("Bearer x"))
                        .setHeader("CamelFileName", constant("x"))
                        .setHeader("lang", constant("zh"))
                        .setBody(simple("${variable.who}，你好 ${body[who]}"));
                from("direct:bytes").setBody(constant("字节".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
                from("direct:broken")
                        .errorHandler(noErrorHandler())
                        .throwException(new IllegalStateException("s3cret"));
            }
        });
        camel.start();
        kind = new CamelNode(camel.createProducerTemplate(), new Known());
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    /** One Kamelet, which gives back what it was given. */
    private static final class Known implements Kamelets {

        @Override
        public boolean has(String name) {
            return name.equals("echo");
        }

        @Override
        public Map<String, Object> call(String name, Map<String, ?> values, Set<String> known) {
            return Map.of("body", Map.of("values", values, "known", known), "headers", Map.of());
        }
    }

    private Outcome run(String settings, String text) {
        return kind.run(TestStep.settings(kind, settings), TestStep.message(text));
    }

    @Test
    void handsOverParametersAndTakesBackBodyAndHeaders() {
        var output = run("{uri: 'direct:greet', parameters: {who: '{{userName}}'}}", "x")
                .output();

        assertThat(output).containsEntry("body", "张三，你好 张三").containsEntry("headers", Map.of("lang", "zh"));
        assertThat(kind.effect()).isEqualTo(Effect.ONCE);
    }

    @Test
    void whatASenderWritesIsNeverAnExpression() {
        assertThat(run("{uri: 'direct:greet', parameters: {who: '{{message.content}}'}}", "${sys.user.home}{{x}}")
                        .output())
                .containsEntry("body", "${sys.user.home}{{x}}，你好 ${sys.user.home}{{x}}");
    }

    @Test
    void bytesAreAText() {
        assertThat(run("{uri: 'direct:bytes'}", "x").output()).containsEntry("body", "字节");
    }

    @Test
    void aRouteThatFailsFailsTheNodeForGoodWithoutItsWords() {
        assertThatThrownBy(() -> run("{uri: 'direct:broken'}", "x"))
                .isInstanceOf(NodeFailed.class)
                .hasMessageContaining("IllegalStateException")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aRouteThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> run("{uri: 'direct:nowhere'}", "x"))
                .isInstanceOf(NodeFailed.class)
                .hasMessageContaining("'direct:nowhere'");
    }

    @Test
    void handsOverToAKameletAndSaysWhichParametersAreAlwaysTheSame() {
        var output = run("{uri: echo, parameters: {who: '{{userName}}', lang: zh}}", "x")
                .output();

        assertThat(output)
                .containsEntry("body", Map.of("values", Map.of("who", "张三", "lang", "zh"), "known", Set.of("lang")));
    }

    @Test
    void aKameletThatIsNotThereIsToldWhenTheFlowIsSaved() {
        var settings = TestStep.settings(kind, "{uri: ecko}");

        assertThatThrownBy(() -> kind.prepare(settings)).hasMessageContaining("there is no Kamelet 'ecko'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{uri: 'http://example.com'}",
                "{uri: 'echo?x=1'}",
                "{uri: 'direct:x?block=true'}",
                "{uri: 'direct:{{userName}}'}",
                "{uri: 'direct:worktool-send'}",
                "{uri: 'direct:engine-runs'}",
                "{uri: 'direct:flow-x-v1.0.0'}",
                "{uri: 'direct:x', parameters: {'a b': 1}}"
            })
    void refusesWrongSettings(String settings) {
        assertThatThrownBy(() -> TestStep.settings(kind, settings)).isInstanceOf(SettingsRejected.class);
    }
}
