package dev.serai.flow;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

/** How the values of settings are read from JSON, and how a value that does not fit is explained. */
final class SettingsJson {

    private SettingsJson() {}

    static JsonMapper mapper() {
        return JsonMapper.builder()
                .findAndAddModules()
                .addModule(new SimpleModule("durations").addDeserializer(Duration.class, new Durations()))
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .build();
    }

    /** What to tell the author about a value that could not be read. */
    static SettingsRejected.Wrong wrong(String pointer, Exception failure) {
        return switch (root(failure)) {
            case ConditionRejected e ->
                new SettingsRejected.Wrong(
                        pointer,
                        false,
                        e.line() == 1 ? e.column() : 0,
                        text(e),
                        "write it like context.senderRole === 'user'");
            case TemplateRejected e ->
                new SettingsRejected.Wrong(pointer, false, e.column(), text(e), "close each {{ with }}");
            case JacksonException e -> new SettingsRejected.Wrong(pointer, false, 0, e.getOriginalMessage(), "");
            case IllegalArgumentException e -> refused(pointer, text(e));
            case Throwable e -> new SettingsRejected.Wrong(pointer, false, 0, text(e), "");
        };
    }

    /** A record refuses as {@code reason; fix}. */
    private static SettingsRejected.Wrong refused(String pointer, String text) {
        var end = text.lastIndexOf("; ");
        return end < 0
                ? new SettingsRejected.Wrong(pointer, false, 0, text, "")
                : new SettingsRejected.Wrong(pointer, false, 0, text.substring(0, end), text.substring(end + 2));
    }

    /** Where the value that could not be read stands among the settings; empty if that is not known. */
    static String pointer(Exception failure) {
        if (!(failure instanceof JsonMappingException told)) {
            return "";
        }
        var pointer = "";
        for (var step : told.getPath()) {
            pointer = step.getFieldName() == null
                    ? pointer + "/" + step.getIndex()
                    : Document.child(pointer, step.getFieldName());
        }
        return pointer;
    }

    private static Throwable root(Throwable failure) {
        var at = failure;
        while (at.getCause() != null && at.getCause() != at) {
            at = at.getCause();
        }
        return at;
    }

    private static String text(Throwable failure) {
        return Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
    }

    private static final class Durations extends StdScalarDeserializer<Duration> {

        Durations() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var text = parser.getValueAsString();
            return DurationText.read(text == null ? "" : text)
                    .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no duration"));
        }
    }
}
