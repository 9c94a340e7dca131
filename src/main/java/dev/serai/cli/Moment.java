package dev.serai.cli;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A moment as authors of tests write it: {@code 2026-11-21T22:30:00} by the clock of the flow, or with an offset of its
 * own, {@code 2026-11-21T22:30:00+08:00} or {@code ...Z}.
 *
 * @param text as written
 */
record Moment(String text) {

    Moment {
        try {
            read(text, ZoneOffset.UTC);
        } catch (DateTimeException e) { // told without it: the reason goes to the author
            throw new IllegalArgumentException(
                    "'" + text + "' is no moment; write for example 2026-11-21T22:30:00, with Z or +08:00 if wanted");
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Moment of(JsonNode written) {
        return new Moment(written.asText());
    }

    /** When it is, if the clock of the flow shows the time of this zone. */
    Instant in(ZoneId zone) {
        return read(text, zone);
    }

    private static Instant read(String text, ZoneId zone) {
        var iso = text.strip().replace(' ', 'T');
        return iso.matches(".*T.*(Z|[+-]\\d\\d.*)")
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).atZone(zone).toInstant();
    }
}
