package dev.serai.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowSchemaTests {

    private static final JsonNode SCHEMA = FlowSchema.of(new TestTypes());

    private static List<String> keys(String pointer) {
        var keys = new ArrayList<String>();
        SCHEMA.at(pointer + "/properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Test
    void knowsTheKeysTheParserKnows() {
        assertThat(keys("")).containsExactlyInAnyOrderElementsOf(FlowParser.FLOW_KEYS);
        assertThat(keys("/$defs/node")).containsExactlyInAnyOrderElementsOf(NodeParser.NODE_KEYS);
        assertThat(keys("/$defs/connection")).containsExactlyInAnyOrderElementsOf(FlowParser.CONNECTION_KEYS);
        assertThat(keys("/$defs/retry")).containsExactlyInAnyOrderElementsOf(NodeParser.RETRY_KEYS);
        assertThat(keys("/$defs/node/allOf/0/then/properties/data/then"))
                .containsExactlyInAnyOrderElementsOf(NodeParser.DATA_KEYS);
    }

    @Test
    void tellsTheDefaultsOfThePolicy() {
        var retry = SCHEMA.at("/$defs/retry/properties");

        assertThat(retry.at("/maxAttempts/default").asInt()).isEqualTo(RetryPolicy.DEFAULT.maxAttempts());
        assertThat(DurationText.read(retry.at("/delay/default").asText())).contains(RetryPolicy.DEFAULT.delay());
        assertThat(retry.at("/multiplier/default").asDouble()).isEqualTo(RetryPolicy.DEFAULT.multiplier());
        assertThat(DurationText.read(retry.at("/maxDelay/default").asText())).contains(RetryPolicy.DEFAULT.maxDelay());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            intent_recognize | mode          | {"enum":["fast","thorough"],"default":"fast"}
            intent_recognize | contextLength | {"type":"integer","minimum":0,"maximum":50,"default":10}
            intent_recognize | temperature   | {"type":"number"}
            wait_event       | timeout       | {"type":["string","number"],"default":"30m"}
            trigger_webhook  | verifySignature | {"type":"boolean","default":true}
            """)
    void everyShapeOfSettingHasItsSchema(String type, String setting, String schema) {
        assertThat(SCHEMA.at("/$defs/config-" + type + "/properties/" + setting).toString())
                .isEqualTo(schema);
    }

    @Test
    void aSettingWithoutADefaultIsRequired() {
        assertThat(SCHEMA.at("/$defs/config-send_command/required").toString()).isEqualTo("[\"content\"]");
        assertThat(SCHEMA.at("/$defs/config-trigger_schedule/required").toString())
                .isEqualTo("[\"cron\"]");
        assertThat(SCHEMA.at("/$defs/config-loop/required").toString()).isEqualTo("[\"items\"]");
        assertThat(SCHEMA.at("/$defs/config-end").has("required")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT0.25S, 250ms", "PT90S, 90s", "PT30M, 30m", "PT2H, 2h", "P1D, 1d", "PT36H, 36h"})
    void aDurationIsWrittenAsItIsRead(Duration duration, String text) {
        assertThat(DurationText.of(duration)).isEqualTo(text);
        assertThat(DurationText.read(text)).contains(duration);
    }

    @Test
    void commentsAreReadFromTheSource() {
        var comment = SourceComment.of(Branch.class);

        assertThat(comment.text()).isEqualTo("One way out of a node that chooses.");
        assertThat(comment.parameters()).containsEntry("priority", "the lowest is asked first");
        assertThat(SourceComment.of(String.class).text()).isEmpty();
    }
}
