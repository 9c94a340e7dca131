package dev.serai.provider;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A log row in the making: columns by name, with what every kind of call has in common. */
final class Row {

    /** A code may come from outside, in any length. */
    private static final int LONGEST_CODE = 100;

    private final Map<String, @Nullable Object> columns = new HashMap<>();

    static Row of(Clock clock, String provider, CallTag tag) {
        return new Row()
                .with("id", UuidCreator.getTimeOrderedEpoch())
                .with("provider", provider)
                .with("run_id", tag.run())
                .with("node_id", tag.node())
                .with("error_code", null)
                .with("error_message", null)
                .with("created_at", clock.instant().atOffset(ZoneOffset.UTC));
    }

    Row with(String column, @Nullable Object value) {
        columns.put(column, value);
        return this;
    }

    Row outcome(Outcome outcome, long millis) {
        return with("response_status", outcome.word()).with("duration_ms", millis);
    }

    Row usage(Usage usage) {
        return with("token_input", usage.input())
                .with("token_output", usage.output())
                .with("token_total", usage.total());
    }

    Row error(ProviderException error) {
        return with("error_code", Mask.text(error.code(), LONGEST_CODE))
                .with("error_message", String.valueOf(error.getMessage()));
    }

    @Nullable
    String errorCode() {
        return (String) columns.get("error_code");
    }

    Map<String, @Nullable Object> columns() {
        return columns;
    }
}
