package dev.serai.queue;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Recognises second copies by the marks that first ones left. */
@Component
class Marks {

    private final JdbcClient jdbc;
    private final Clock clock;

    Marks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The ids of those that are no copies of others, here or before; their marks are left behind, no others. */
    Set<UUID> firstOnes(List<Envelope> envelopes) {
        if (envelopes.stream().allMatch(envelope -> envelope.marks().isEmpty())) {
            return new HashSet<>(envelopes.stream().map(Envelope::id).toList());
        }
        var now = clock.instant();
        var seen = find(keys(envelopes, mark -> mark.use() == Mark.Use.LOOK), now);
        var claims = expiries(envelopes, now, mark -> mark.use() == Mark.Use.BOTH);
        var claimed = claim(claims, now);
        claims.keySet().stream().filter(key -> !claimed.contains(key)).forEach(seen::add);
        var fresh = new HashSet<UUID>();
        for (var envelope : envelopes) {
            if (envelope.marks().stream().noneMatch(mark -> mark.use().looks() && seen.contains(mark.key()))) {
                fresh.add(envelope.id());
                envelope.marks().stream().filter(mark -> mark.use().leaves()).forEach(mark -> seen.add(mark.key()));
            }
        }
        var left = envelopes.stream()
                .filter(envelope -> fresh.contains(envelope.id()))
                .toList();
        release(claimed, keys(left, mark -> mark.use() == Mark.Use.BOTH));
        leave(expiries(left, now, mark -> mark.use() == Mark.Use.LEAVE));
        return fresh;
    }

    private static Set<String> keys(List<Envelope> envelopes, Predicate<Mark> wanted) {
        var keys = new HashSet<String>();
        envelopes.forEach(envelope -> envelope.marks().stream().filter(wanted).forEach(mark -> keys.add(mark.key())));
        return keys;
    }

    private static Map<String, Instant> expiries(List<Envelope> envelopes, Instant now, Predicate<Mark> wanted) {
        var expiries = new HashMap<String, Instant>();
        envelopes.forEach(envelope -> envelope.marks().stream()
                .filter(wanted)
                .forEach(mark -> expiries.put(mark.key(), now.plus(mark.window()))));
        return expiries;
    }

    private Set<String> find(Set<String> keys, Instant now) {
        return keys.isEmpty()
                ? new HashSet<>()
                : new HashSet<>(jdbc.sql(Sql.FIND_MARKS)
                        .param("keys", keys.toArray(String[]::new))
                        .param("now", now.toString())
                        .query(String.class)
                        .list());
    }

    private Set<String> claim(Map<String, Instant> expiries, Instant now) {
        return expiries.isEmpty()
                ? Set.of()
                : new HashSet<>(statement(Sql.CLAIM_MARKS, expiries)
                        .param("now", now.toString())
                        .query(String.class)
                        .list());
    }

    /** A refused copy claimed its keys before it was known to be one. */
    private void release(Set<String> claimed, Set<String> kept) {
        var refused = claimed.stream().filter(key -> !kept.contains(key)).toArray(String[]::new);
        if (refused.length > 0) {
            jdbc.sql(Sql.RELEASE_MARKS).param("keys", refused).update();
        }
    }

    private void leave(Map<String, Instant> expiries) {
        if (!expiries.isEmpty()) {
            statement(Sql.LEAVE_MARKS, expiries).update();
        }
    }

    private JdbcClient.StatementSpec statement(String sql, Map<String, Instant> expiries) {
        var keys = expiries.keySet().toArray(String[]::new);
        var times = new String[keys.length];
        for (int i = 0; i < keys.length; i++) {
            times[i] = String.valueOf(expiries.get(keys[i]));
        }
        return jdbc.sql(sql).param("keys", keys).param("expiries", times);
    }

    void forgetOld() {
        jdbc.sql(Sql.FORGET_MARKS).param("now", clock.instant().toString()).update();
    }
}
