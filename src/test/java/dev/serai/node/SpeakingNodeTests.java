package dev.serai.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.engine.Effect;
import dev.serai.engine.NodeFailed;
import dev.serai.engine.Outcome;
import dev.serai.flow.SettingsRejected;
import dev.serai.playbook.PlaybookFixture;
import dev.serai.provider.ChatMessage;
import dev.serai.worktool.Robot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The node types that decide who speaks and what the words are. */
class SpeakingNodeTests {

    private final FakeModels models = new FakeModels();
    private final TemplateRenderNode render = new TemplateRenderNode(PlaybookFixture.templates());
    private final AiReportNode report = new AiReportNode(models);

    private static Outcome select(String settings, String group, String type, String persona) {
        var robot = new Robot("demo", "小助手", "f", new Robot.Role(group, type, persona));
        var kind = new PersonaSelectNode(PlaybookFixture.shipped(), name -> Optional.of(robot)
                .filter(one -> one.name().equals(name)));
        return kind.run(TestStep.settings(kind, settings), TestStep.message("你好"));
    }

    @ParameterizedTest
    @CsvSource({
        "{},                                 '',       '',       '',        assistant",
        "{},                                 营销一组, '',       '',        conversion",
        "{},                                 社群,     客服,     '',        community",
        "{},                                 售后,     '',       '',        service",
        "{},                                 技术支持, '',       '',        tech_support",
        "{},                                 其他,     客服,     '',        service",
        "{},                                 '',       角色,     '',        conversion",
        "{},                                 '',       助手,     '',        assistant",
        "{},                                 售后,     '',       community, community",
        "{personaId: product_info},          售后,     '',       community, product_info",
        "{personaId: persona_product_info},  '',       '',       '',        product_info",
        "'{mapping: {北京: service}}',       北京,     社群,     '',        service",
        "'{mapping: {北京: service}}',       社群,     社群,     '',        assistant"
    })
    void personaIsTheOneSetOrTheRobotsOrOfItsGroupOrOfItsType(
            String settings, String group, String type, String own, String chosen) {
        assertThat(select(settings, group, type, own).output()).containsEntry("personaType", chosen);
    }

    @Test
    void personaComesWithAllThatAModelMustKnow() {
        assertThat(select("{}", "售后", "", "").output())
                .containsEntry("personaId", "persona_service")
                .extracting(output -> output.get("systemPrompt").toString())
                .asString()
                .contains("售后处理机器人");
    }

    @ParameterizedTest
    @CsvSource({"{personaId: clown}, ''", "{}, clown", "'{mapping: {售后: clown}}', ''"})
    void aPersonaNobodyKnowsFailsForGood(String settings, String own) {
        assertThatThrownBy(() -> select(settings, "售后", "", own))
                .isInstanceOf(NodeFailed.class)
                .hasMessageContaining("'clown'")
                .extracting(failure -> ((NodeFailed) failure).retryable())
                .isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{personaId: ' '}", "{mapping: {'': service}}", "{mapping: 1}"})
    void personaRefusesWrongSettings(String settings) {
        assertThatThrownBy(() -> select(settings, "", "", ""))
                .isInstanceOf(SettingsRejected.class)
                .hasMessageContaining(settings.substring(1, settings.indexOf(':')));
    }

    @Test
    void rendersATextOfThePlaybook() {
        var settings = TestStep.settings(
                render,
                "{templateId: template_001, variables: {botName: 小助手, groupName: '{{message.groupName}}',"
                        + " groupPurpose: 交流}}");

        var output = render.run(settings, TestStep.message("x")).output();

        assertThat(output.get("text").toString()).startsWith("张三，欢迎加入「测试群」！").contains("我是群里的小助手");
        assertThat(output).containsEntry("missing", List.of());
    }

    @Test
    void tellsWhatHasNoValueAndLeavesItVisible() {
        var settings = TestStep.settings(
                render, "{template: '{{who}}：{{what}}，{{count}}', variables: {who: '{{context.nobody}}', count: 0}}");

        var output = render.run(settings, TestStep.message("x")).output();

        assertThat(output)
                .containsEntry("text", "{{context.nobody}}：{{what}}，0")
                .containsEntry("missing", List.of("what", "context.nobody"));
    }

    @Test
    void whatASenderWritesIsNeverATemplate() {
        var settings = TestStep.settings(
                render, "{template: '{{said}} {{message.content}}', variables: {said: '{{message.content}}'}}");

        var output =
                render.run(settings, TestStep.message("{{robotId}} ${body}")).output();

        assertThat(output)
                .containsEntry("text", "{{robotId}} ${body} {{robotId}} ${body}")
                .containsEntry("missing", List.of());
    }

    @Test
    void failsForATextThatIsNotThere() {
        var settings = TestStep.settings(render, "{templateId: template_999}");

        assertThatThrownBy(() -> render.run(settings, TestStep.message("x")))
                .isInstanceOf(NodeFailed.class)
                .hasMessageContaining("'template_999'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{templateId: template_001, template: x}",
                "{template: '{{'}",
                "{template: x, variables: {context: 1}}"
            })
    void renderRefusesWrongSettings(String settings) {
        assertThatThrownBy(() -> TestStep.settings(render, settings)).isInstanceOf(SettingsRejected.class);
    }

    @Test
    void valuesOfVariablesMayBeNested() {
        var settings = TestStep.settings(
                render, "{template: '{{order.items}}', variables: {order: {items: ['{{userName}}', 2]}}}");

        assertThat(render.run(settings, TestStep.message("x")).output()).containsEntry("text", "[\"张三\",2]");
    }

    @ParameterizedTest
    @CsvSource({"day, 2026-11-20", "week, 2026-11-14", "month, 2026-10-22"})
    void reportIsAboutTheFullDaysBeforeThisOne(String period, String start) {
        models.answering("doubao", "昨日运营平稳。");
        var step = found(Map.of("count", Map.of("rows", List.of(Map.of("messages", 42)))));

        var output = report.run(TestStep.settings(report, "{period: " + period + "}"), step)
                .output();

        assertThat(output).containsExactly(Map.entry("report", "昨日运营平稳。"));
        assertThat(models.requests.getFirst().messages())
                .extracting(ChatMessage::content)
                .last()
                .asString()
                .contains(start + " 至 2026-11-20", "\"messages\":42");
        assertThat(report.effect()).isEqualTo(Effect.IDEMPOTENT);
    }

    @Test
    void reportAsksWhatItsAuthorWants() {
        models.answering("gpt", "好");

        report.run(
                TestStep.settings(report, "{model: gpt, template: '{{periodStart}}：{{userName}}'}"),
                TestStep.message("x"));

        assertThat(models.requests.getFirst().messages().getLast().content()).isEqualTo("2026-11-20：张三");
    }

    @Test
    void reportAsksNoMoreThanAModelCanRead() {
        models.answering("doubao", "好");

        report.run(TestStep.settings(report, "{}"), found(Map.of("big", "数".repeat(100_000))));

        assertThat(models.requests.getFirst().messages().getLast().content()).hasSize(60_000);
    }

    @Test
    void reportFailsForGoodWhenNoModelAnswers() {
        assertThatThrownBy(() -> report.run(TestStep.settings(report, "{}"), TestStep.message("x")))
                .isInstanceOf(NodeFailed.class)
                .hasMessageContaining("no report was written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{model: ' '}", "{period: year}"})
    void reportRefusesWrongSettings(String settings) {
        assertThatThrownBy(() -> TestStep.settings(report, settings))
                .isInstanceOf(SettingsRejected.class)
                .hasMessageContaining(settings.substring(1, settings.indexOf(':')));
    }

    private static TestStep found(Map<String, Object> nodes) {
        var step = TestStep.message("x");
        var scope = new HashMap<>(step.scope());
        scope.put("nodes", nodes);
        return new TestStep(step.run(), step.node(), scope, step.now());
    }
}
