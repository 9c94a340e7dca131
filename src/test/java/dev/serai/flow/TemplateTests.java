package dev.serai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTests {

    private final Map<String, Object> context = new HashMap<>();
    private final Map<String, Object> scope = Map.of(
            "context", context, "nodes", Map.of("intent", Map.of("intent", "chat")), "variables", Map.of("city", "上海"));

    @Test
    void putsValuesIn() {
        context.put("userName", "张三");
        context.put("message", Map.of("content", "你好"));

        assertThat(rendered("{{userName}}，{{ message.content }}！{{nodes.intent.intent}} {{city}}{{variables.city}}"))
                .isEqualTo("张三，你好！chat 上海上海");
        assertThat(rendered("no variables")).isEqualTo("no variables");
        assertThat(rendered("")).isEmpty();
        assertThat(rendered("a } b }} c { d")).isEqualTo("a } b }} c { d");
    }

    @Test
    void leavesAnUnknownVariableAsItWasWritten() {
        context.put("userName", null);

        assertThat(rendered("{{ userName }} {{nobody.at.home}} {{nodes.intent.x}}"))
                .isEqualTo("{{ userName }} {{nobody.at.home}} {{nodes.intent.x}}");
    }

    @Test
    void takesAnEmptyTextAndZeroAndFalseForValues() {
        context.putAll(Map.of("a", "", "b", 0, "c", false));
        var template = Template.of("[{{a}}|{{b}}|{{c}}|{{d}}]");

        assertThat(template.render(scope)).isEqualTo("[|0|false|{{d}}]");
        assertThat(template.missing(scope)).containsExactly("d");
        assertThat(template.variables()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void insertsAValueOnce() {
        context.putAll(Map.of("a", "{{b}}", "b", "secret", "half", "{{", "rest", "b}}"));

        assertThat(rendered("{{a}} {{half}}{{rest}}")).isEqualTo("{{b}} {{b}}");
    }

    @Test
    void writesMapsAndListsAsJson() {
        var order = new LinkedHashMap<String, Object>();
        order.put("id", 7);
        order.put("items", List.of("甲", "乙"));
        order.put("at", Instant.EPOCH);
        order.put("none", null);
        context.put("order", order);
        context.put("odd", List.of(new Object()));

        assertThat(rendered("{{order}} {{order.items}} {{order.items.1}} {{order.items.2}}"))
                .isEqualTo("{\"id\":7,\"items\":[\"甲\",\"乙\"],\"at\":\"1970-01-01T00:00:00Z\",\"none\":null}"
                        + " [\"甲\",\"乙\"] 乙 {{order.items.2}}");
        assertThat(rendered("{{odd}}")).doesNotContain("{{");
    }

    @Test
    void writesNumbersAsPeopleDo() {
        context.putAll(Map.of("a", 0.1 + 0.2, "b", 1e10, "c", 1.0, "d", new BigDecimal("1E+3"), "e", 12L, "f", 2.5f));
        context.putAll(Map.of("g", Double.NaN, "h", new BigDecimal("1e-5000"), "i", new BigDecimal("4.50")));

        assertThat(rendered("{{a}} {{b}} {{c}} {{d}} {{e}} {{f}} {{g}} {{h}} {{i}}"))
                .isEqualTo("0.30000000000000004 10000000000 1 1000 12 2.5 NaN 1E-5000 4.50");
    }

    @ParameterizedTest
    @CsvSource({
        "'Hello {{name', 7",
        "'{{}}', 1",
        "'{{ a b }}', 1",
        "'x {{a.}}', 3",
        "'{{.a}}', 1",
        "'{{a}} {{1+1}}', 7",
        "'{{a{{b}}', 1"
    })
    void refusesWhatIsNoVariable(String text, int column) {
        var refusal = catchThrowableOfType(TemplateRejected.class, () -> Template.of(text));

        assertThat(refusal.column()).isEqualTo(column);
    }

    @Test
    void staysQuickWithManyBraces() {
        var template = Template.of("{{userName}}".repeat(10_000));
        context.put("userName", String.join("", Collections.nCopies(10, "{{x}}")));

        assertThat(template.render(scope)).hasSize(500_000);
    }

    @Test
    void isKnownByItsText() {
        assertThat(Template.of("a{{b}}")).isEqualTo(Template.of("a{{b}}")).hasSameHashCodeAs(Template.of("a{{b}}"));
        assertThat(Template.of("a{{b}}")).isNotEqualTo(Template.of("a")).hasToString("a{{b}}");
    }

    private String rendered(String text) {
        return Template.of(text).render(scope);
    }
}
