package dev.serai.engine;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statement that searches, without what nobody asked for, so that PostgreSQL plans for what is asked. */
final class RunSearch {

    private static final Pattern PARAMETER = Pattern.compile(":(\\w+)");
    private static final String STATEMENT = Runs.sql("search-runs");

    private RunSearch() {}

    /** The parameters of a page. */
    static Map<String, @Nullable Object> parameters(RunFilter filter, @Nullable String after, int limit) {
        var parameters = new TreeMap<String, @Nullable Object>(filter.parameters());
        parameters.put("limit", limit);
        if (after != null) {
            parameters.putAll(place(after));
        }
        return parameters;
    }

    /** The statement for these parameters. */
    static String sql(Set<String> given) {
        return STATEMENT
                .lines()
                .filter(line -> PARAMETER.matcher(line).results().allMatch(one -> given.contains(one.group(1))))
                .collect(Collectors.joining("\n"));
    }

    /** Names the place behind a run. */
    static String cursor(RunView run) {
        var place = run.startedAt() + " " + run.runId();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> place(String cursor) {
        try {
            var place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 2);
            return Map.of(
                    "afterTime", Instant.parse(place[0]).toString(),
                    "afterId", UUID.fromString(place[1]).toString());
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "cursor: '" + cursor + "' is none; take it from 'next' of the page before", e);
        }
    }
}
