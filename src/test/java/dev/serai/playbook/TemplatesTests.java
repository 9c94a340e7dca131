package dev.serai.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTests {

    private static final String ONE = """
            - {id: t1, scene: 问候语, name: 甲, description: d, text: "{{userName}}，早上好！", variables: [userName],
               personaId: persona_assistant, active: true}
            """;

    @TempDir
    private Path folder;

    private Templates templates(String text) throws IOException {
        Files.writeString(folder.resolve("some.yaml"), text);
        return new Templates(
                new PlaybookProperties("routes/personas/personas.yaml", "assistant", folder.toString()),
                PlaybookFixture.shipped());
    }

    @ParameterizedTest
    @CsvSource({
        "template_001, 欢迎语, 新用户欢迎, persona_community",
        "template_008, 产品介绍, 产品优势介绍, persona_product_info",
        "template_030, 转化引导, 引导下单, persona_conversion",
        "template_050, 转人工, 转人工说明, persona_service"
    })
    void shipsTheTextsWithFixedIds(String id, String scene, String name, String persona) {
        assertThat(PlaybookFixture.templates().find(id).orElseThrow())
                .returns(scene, TextTemplate::scene)
                .returns(name, TextTemplate::name)
                .returns(persona, TextTemplate::personaId);
    }

    @Test
    void aShippedTextIsFilledIn() {
        var text = PlaybookFixture.templates()
                .find("template_050")
                .orElseThrow()
                .text()
                .render(Map.of("waitTime", "5 分钟"));

        assertThat(text).contains("预计需要等待 5 分钟").doesNotContain("{{");
    }

    @Test
    void knowsNoTextThatIsNotActive() throws IOException {
        var templates = templates(ONE.replace("active: true", "active: false"));

        assertThat(templates.find("t1")).isEmpty();
        assertThat(templates.all()).extracting(TextTemplate::id).containsExactly("t1");
    }

    @Test
    void takesThePackedTextsWhenThereIsNoFolder() {
        assertThat(getClass().getClassLoader().getResource("routes/templates/welcome.yaml"))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "variables: [userName] | variables: [name]          | declares the variables [name]",
                "persona_assistant     | persona_clown              | 'persona_clown', who is no active persona",
                "scene: 问候语         | colour: red                | scene",
                "{{userName}}          | '{{user name}}'            | is not a variable",
                "active: true          | 'active: true, active: false' | some.yaml"
            })
    void saysWhatIsWrongAndInWhichFile(String right, String wrong, String told) {
        assertThatThrownBy(() -> templates(ONE.replace(right, wrong)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("some.yaml")
                .hasMessageContaining(told);
    }

    @Test
    void refusesTheSameIdTwice() {
        assertThatThrownBy(() -> templates(ONE + ONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'t1' is there twice");
    }
}
