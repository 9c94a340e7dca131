package dev.serai.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/** The statements of this module. */
final class AlertSql {

    private static final Pattern NULL_ESCAPE = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private AlertSql() {}

    static String read(String name) {
        try {
            return new ClassPathResource("sql/alert/" + name + ".sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A camel-sql endpoint that takes a list of rows. */
    static String endpoint(String name) {
        return "sql:classpath:sql/alert/" + name + ".sql?batch=true";
    }

    /** A time as the driver takes it. */
    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** A text as PostgreSQL keeps it. */
    static String clean(String text) {
        return text.replace('\0', ' ');
    }

    /** JSON as PostgreSQL keeps it; a backslash that is escaped itself begins no escape. */
    static String cleanJson(String json) {
        return NULL_ESCAPE.matcher(clean(json)).replaceAll("$1 ");
    }
}
