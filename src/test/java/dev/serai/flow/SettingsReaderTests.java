package dev.serai.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.NotEmpty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;

class SettingsReaderTests {

    record Shift(
            @DefaultValue("9") int startHour,
            @DefaultValue("21") int endHour) {}

    record Delay(
            @DefaultValue Shift dayShift,
            @DefaultValue({"1s", "2s"}) List<Duration> pauses,
            Map<String, Shift> special,
            @Nullable Boolean quiet,
            @JsonProperty("class") @Nullable String type) {}

    record Strict(@NotEmpty List<String> channels, Duration timeout) {

        Strict {
            if (channels.contains("fax")) {
                throw new IllegalArgumentException("channels: nobody has a fax any more; use email");
            }
            if (channels.contains("telex")) {
                throw new IllegalArgumentException("Telex was before our time");
            }
        }
    }

    /** Makes itself out of whatever is written. */
    record Anything(JsonNode value) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Anything of(JsonNode value) {
            return new Anything(value);
        }
    }

    record Call(Map<String, Anything> parameters) {}

    private final SettingsReader reader = new SettingsReader();

    @Test
    void fillsInWhatIsLeftOut() {
        var delay = reader.read(json("{}"), Delay.class);

        assertThat(delay)
                .isEqualTo(new Delay(
                        new Shift(9, 21), List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)), Map.of(), null, null));
    }

    @Test
    void takesWhatIsGivenAndFillsInTheRestInside() {
        var delay = reader.read(
                json(
                        "{'dayShift': {'endHour': 18}, 'pauses': [3, '500ms', '1.5h'], 'special': {'周日': {}}, 'class': 'x'}"),
                Delay.class);

        assertThat(delay.dayShift()).isEqualTo(new Shift(9, 18));
        assertThat(delay.pauses())
                .containsExactly(Duration.ofSeconds(3), Duration.ofMillis(500), Duration.ofMinutes(90));
        assertThat(delay.special()).isEqualTo(Map.of("周日", new Shift(9, 21)));
        assertThat(delay.type()).isEqualTo("x");
    }

    @Test
    void tellsEveryWrongFieldHoweverDeep() {
        var refusal = refusal(
                "{'dayShift': {'endHuor': 18, 'startHour': 'x'}, 'pauses': ['1s', 'long'], 'special': {'a/b': {'startHour': []}}, 'quiet': 'loud'}",
                Delay.class);

        assertThat(refusal.wrongs())
                .extracting(SettingsRejected.Wrong::pointer)
                .containsExactly(
                        "/dayShift/endHuor", "/dayShift/startHour", "/pauses/1", "/special/a~1b/startHour", "/quiet");
        assertThat(refusal.wrongs())
                .extracting(SettingsRejected.Wrong::hint)
                .containsExactly(
                        "did you mean 'endHour'?",
                        "write a whole number",
                        "write for example 500ms, 10s, 30m or 2h",
                        "write a whole number",
                        "write true or false");
        assertThat(refusal).hasMessageContaining("There is no setting 'endHuor' (did you mean 'endHour'?); ");
    }

    @Test
    void leavesAValueOfAnyShapeToItsRecord() {
        var call = reader.read(json("{'parameters': {'a': {'b': [1]}, 'c': 'x', 'd': 2}}"), Call.class);

        assertThat(call.parameters().get("a")).isEqualTo(new Anything(json("{'b': [1]}")));
        assertThat(call.parameters()).containsOnlyKeys("a", "c", "d");
    }

    @Test
    void tellsWhatIsMissing() {
        assertThat(refusal("{'channels': ['sms']}", Strict.class))
                .hasMessage("Setting 'timeout' is missing (add timeout:)");
        assertThat(refusal("{'channels': ['sms', null], 'timeout': null}", Strict.class)
                        .wrongs())
                .isNotEmpty();
    }

    @Test
    void holdsConstraints() {
        assertThat(refusal("{'timeout': 1}", Strict.class))
                .hasMessage("Setting 'channels' cannot be '[]' (it must not be empty)");
    }

    @Test
    void tellsWhatARecordItselfRefusesWhereItStands() {
        var named = refusal("{'channels': ['fax'], 'timeout': 1}", Strict.class);
        var other = refusal("{'channels': ['telex'], 'timeout': 1}", Strict.class);

        assertThat(named).hasMessage("Setting 'channels': nobody has a fax any more (use email)");
        assertThat(named.wrongs()).extracting(SettingsRejected.Wrong::pointer).containsExactly("/channels");
        assertThat(other).hasMessage("Telex was before our time");
    }

    private SettingsRejected refusal(String text, Class<? extends Record> type) {
        return catchThrowableOfType(SettingsRejected.class, () -> reader.read(json(text), type));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
