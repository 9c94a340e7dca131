package dev.serai.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** The statements of this module, one file each in {@code sql/queue/}. */
final class Sql {

    static final String ACCEPT = read("accept-messages");
    static final String LOAD_MARKS = read("load-marks");
    static final String ACKNOWLEDGE = read("acknowledge-messages");
    static final String LOAD = read("load-backlog");
    static final String OPEN = read("find-open");
    static final String RECORD_FAILURE = read("record-failure");
    static final String REGISTER = read("register-instance");
    static final String HEARTBEAT = read("renew-heartbeat");
    static final String SHARE_FENCE = read("share-fence");
    static final String FENCE = read("check-fence");
    static final String INSTANCES = read("list-instances");
    static final String RIVAL = read("find-rival");
    static final String SILENT = read("find-silent");
    static final String FENCE_OFF = read("fence-off-silent");
    static final String CLAIM = read("claim-deliveries");
    static final String DEAD = read("list-dead-letters");
    static final String PUT_BACK = read("put-back-dead-letter");
    static final String FORGET_MESSAGES = read("forget-messages");

    private Sql() {}

    private static String read(String name) {
        try {
            return new ClassPathResource("sql/queue/" + name + ".sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
