package dev.serai.conversation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.core.io.ClassPathResource;

/** The statements of this module, one file each in {@code sql/conversation/}. */
final class Sql {

    static final String HISTORY = read("load-history");
    static final String SPOKEN = read("list-spoken");
    static final String PROFILE = read("find-profile");
    static final String GROUP = read("find-group");

    private Sql() {}

    /** An endpoint that takes a list of rows for a statement. */
    static String endpoint(String statement) {
        return "sql:classpath:sql/conversation/" + statement + ".sql?batch=true";
    }

    /** The id of what is stored under this key: the same key is stored once. */
    static String id(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String read(String name) {
        try {
            return new ClassPathResource("sql/conversation/" + name + ".sql")
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
