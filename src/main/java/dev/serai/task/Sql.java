package dev.serai.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.core.io.ClassPathResource;

/** The statements of this module, one file each in {@code sql/task/}. */
final class Sql {

    static final String LIST_STAFF = read("list-staff");
    static final String OPEN_TASKS = read("find-open-after-sales-tasks");

    static final String CLAIM_OVERDUE = read("claim-overdue-tasks");

    private Sql() {}

    /** An endpoint that takes a list of rows for a statement. */
    static String endpoint(String statement) {
        return "sql:classpath:sql/task/" + statement + ".sql?batch=true";
    }

    /** The id of what is stored under this key: the same key is stored once. */
    static String id(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String read(String name) {
        try {
            return new ClassPathResource("sql/task/" + name + ".sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
