package dev.serai.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Recognises second copies by the marks that first ones left. Marks are looked up in memory; they are stored with their
 * message, so that a restarted process knows them again. Each process knows the marks of what it accepted itself and,
 * from its start, of what others had accepted.
 */
@Component
class Marks {

    private static final Logger LOG = LoggerFactory.getLogger(Marks.class);
    private static final Duration HORIZON = Duration.ofHours(1);
    private static final int MOST = 1_000_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    /** When each mark ends, in epoch milliseconds; the oldest first. */
    private final Map<String, Long> ends = new LinkedHashMap<>();

    private boolean loaded;

    Marks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The ids of those that are no copies of others, here or before. */
    synchronized Set<UUID> firstOnes(List<Envelope> envelopes) {
        load();
        var now = clock.millis();
        var here = new HashSet<String>();
        var first = new HashSet<UUID>();
        for (var envelope : envelopes) {
            if (envelope.marks().stream().noneMatch(mark -> known(mark, here, now))) {
                first.add(envelope.id());
                envelope.marks().stream().filter(mark -> mark.use().leaves()).forEach(mark -> here.add(mark.key()));
            }
        }
        return first;
    }

    /** Blanks part the marks of a message in its row. */
    private static String key(Mark mark) {
        return mark.key().replace(' ', '+');
    }

    private boolean known(Mark mark, Set<String> here, long now) {
        var end = ends.get(key(mark));
        return mark.use().looks() && (here.contains(mark.key()) || (end != null && end > now));
    }

    /** Remembers the marks of an envelope that was stored. */
    synchronized void leave(Envelope envelope) {
        var now = clock.millis();
        for (var mark : envelope.marks()) {
            if (mark.use().leaves()) {
                remember(key(mark), now + mark.window().toMillis());
            }
        }
    }

    private void remember(String key, long end) {
        ends.remove(key);
        ends.put(key, end);
        if (ends.size() > MOST) {
            var oldest = ends.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** What is stored with an envelope, so that its marks are known again after a restart; null if it leaves none. */
    @Nullable
    String text(Envelope envelope) {
        var now = clock.millis();
        var text = envelope.marks().stream()
                .filter(mark -> mark.use().leaves())
                .map(mark -> (now + mark.window().toMillis()) + ":" + key(mark))
                .collect(Collectors.joining(" "));
        return text.isEmpty() ? null : text;
    }

    private void load() {
        if (loaded) {
            return;
        }
        var now = clock.millis();
        jdbc.sql(Sql.LOAD_MARKS)
                .param("since", Instant.ofEpochMilli(now).minus(HORIZON).toString())
                .query(String.class)
                .list()
                .forEach(mark -> restore(mark, now));
        loaded = true;
    }

    private void restore(String mark, long now) {
        int colon = mark.indexOf(':');
        var end = Long.parseLong(mark.substring(0, colon));
        if (end > now) {
            remember(mark.substring(colon + 1), end);
        }
    }

    synchronized void forgetOld() {
        if (ends.size() >= MOST) {
            LOG.warn("{} marks are remembered, older ones are forgotten before their time", ends.size());
        }
        var now = clock.millis();
        ends.values().removeIf(end -> end <= now);
    }
}
