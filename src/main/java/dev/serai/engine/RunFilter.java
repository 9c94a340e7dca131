package dev.serai.engine;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are meant: those that fit everything that is asked for; all if nothing is.
 *
 * @param criteria what is asked for, by name, as it was written
 */
public record RunFilter(Map<String, String> criteria) {

    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String STATUS = "status";

    private static final Map<String, Function<String, Object>> KNOWN = new TreeMap<>(Map.ofEntries(
            Map.entry("flowId", text -> text),
            Map.entry("version", text -> text),
            Map.entry(STATUS, text -> statuses(text).toArray(String[]::new)),
            Map.entry(FROM, text -> moment(FROM, text).toString()),
            Map.entry(TO, text -> moment(TO, text).toString()),
            Map.entry("sessionId", text -> text),
            Map.entry("sender", text -> text),
            Map.entry("group", text -> text),
            Map.entry("robot", text -> text),
            Map.entry("error", text -> "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%"),
            Map.entry("failedNode", text -> text),
            Map.entry("rerunOf", text -> run(text))));

    public RunFilter {
        criteria = java.util.Collections.unmodifiableMap(new TreeMap<>(criteria));
        criteria.forEach((name, text) -> {
            var known = KNOWN.get(name);
            if (known == null) {
                throw new IllegalArgumentException(
                        name + ": runs cannot be searched by this; use one of " + String.join(", ", KNOWN.keySet()));
            }
            if (text.isBlank()) {
                throw new IllegalArgumentException(name + ": it is empty; leave it out or say what to search for");
            }
            var unused = known.apply(text);
        });
    }

    /** What runs can be searched by. */
    public static List<String> names() {
        return List.copyOf(KNOWN.keySet());
    }

    /** The statuses asked for; all if none is. */
    List<String> statuses() {
        var asked = criteria.get(STATUS);
        return asked == null
                ? Arrays.stream(RunStatus.values()).map(RunStatus::word).toList()
                : statuses(asked);
    }

    /** The same for runs of these statuses only. */
    RunFilter only(List<String> statuses) {
        var more = new TreeMap<>(criteria);
        more.put(STATUS, String.join(",", statuses));
        return new RunFilter(more);
    }

    /** The same for runs that started before a moment. */
    RunFilter before(Instant moment) {
        var asked = criteria.get(TO);
        if (asked != null && moment(TO, asked).isBefore(moment)) {
            return this;
        }
        var more = new TreeMap<>(criteria);
        more.put(TO, moment.toString());
        return new RunFilter(more);
    }

    /** Parameters of the statement that searches. */
    Map<String, @Nullable Object> parameters() {
        var parameters = new TreeMap<String, @Nullable Object>();
        criteria.forEach((name, text) ->
                parameters.put(name, KNOWN.getOrDefault(name, any -> any).apply(text.replace('\0', ' '))));
        return parameters;
    }

    private static List<String> statuses(String text) {
        var known = Arrays.stream(RunStatus.values()).map(RunStatus::word).collect(Collectors.toList());
        var asked = Arrays.stream(text.split(","))
                .map(one -> one.strip().toLowerCase(Locale.ROOT))
                .toList();
        asked.stream().filter(one -> !known.contains(one)).findFirst().ifPresent(wrong -> {
            throw new IllegalArgumentException("status: there is no '" + wrong + "'; use one or more of "
                    + String.join(", ", known) + ", with commas between them");
        });
        return asked;
    }

    private static Instant moment(String name, String text) {
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    name + ": '" + text + "' is no time; write for example 2026-11-21T04:00:00Z", e);
        }
    }

    private static String run(String text) {
        try {
            return UUID.fromString(text.strip()).toString();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("rerunOf: '" + text + "' is no id of a run; write a UUID", e);
        }
    }
}
