package dev.serai.worktool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** The statements of this module, one file each in {@code sql/worktool/}. */
final class WorkToolSql {

    static final String FIND = read("find-command");
    static final String FIND_WORK = read("find-work");
    static final String CLAIM = read("claim-command");
    static final String SETTLE = read("settle-command");
    static final String DOUBT_ORPHANS = read("doubt-orphans");
    static final String AGENDA = read("find-agenda");
    static final String DOUBTFUL = read("find-doubtful");
    static final String TAKEN = read("find-taken");
    static final String UNANSWERED = read("find-unanswered");
    static final String POSTPONE = read("postpone-check");
    static final String LOCK_MESSAGE = read("lock-message");
    static final String FINISH = read("finish-command");
    static final String FINISHED = read("find-finished");
    static final String KEEP_RESULT = read("keep-result");
    static final String TAKE_RESULTS = read("take-results");
    static final String RECENT = read("find-recent-sendings");
    static final String LOCK_LINE = read("lock-line");
    static final String UNLOCK_LINE = read("unlock-line");
    static final String TAKE_LINE = read("take-line");
    static final String RECORD_EVENT = read("record-event");

    private WorkToolSql() {}

    private static String read(String name) {
        try {
            return new ClassPathResource("sql/worktool/" + name + ".sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
