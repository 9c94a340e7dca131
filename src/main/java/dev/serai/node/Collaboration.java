package dev.serai.node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who answered whom in a talk, how fast, and who took part; it is told one message after the other. */
final class Collaboration {

    /** What the robot is called among the speakers. */
    static final String ROBOT = "robot";

    /** The role of somebody who is looked after, not of those who look after them. */
    static final String USER = "user";

    private record Answer(String responder, Duration took) {}

    private final Map<String, Instant> waiting = new LinkedHashMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private final Map<String, Integer> messages = new LinkedHashMap<>();
    private final Map<String, String> roles = new LinkedHashMap<>();

    /** Somebody spoke; anybody but a user answers all users who wait. */
    void add(String speaker, String role, Instant at) {
        messages.merge(speaker, 1, Integer::sum);
        roles.put(speaker, role);
        if (role.equals(USER)) {
            waiting.putIfAbsent(speaker, at);
            return;
        }
        waiting.values().forEach(since -> answers.add(new Answer(speaker, Duration.between(since, at))));
        waiting.clear();
    }

    /** {@code count, averageSeconds, longestSeconds} and the average {@code byResponder}. */
    Map<String, Object> responseTimes() {
        var byResponder = answers.stream()
                .collect(Collectors.groupingBy(
                        Answer::responder, TreeMap::new, Collectors.averagingLong(answer -> answer.took()
                                .toSeconds())));
        var all =
                answers.stream().mapToLong(answer -> answer.took().toSeconds()).summaryStatistics();
        return Map.of(
                "count", all.getCount(),
                "averageSeconds", all.getAverage(),
                "longestSeconds", Math.max(0, all.getMax()),
                "byResponder", byResponder);
    }

    /** Who still waits for an answer: {@code userName, since, waitingSeconds}. */
    List<Map<String, Object>> unanswered(Instant now) {
        return waiting.entrySet().stream()
                .map(entry -> Map.<String, Object>of(
                        "userName",
                        entry.getKey(),
                        "since",
                        entry.getValue().toString(),
                        "waitingSeconds",
                        Math.max(0, Duration.between(entry.getValue(), now).toSeconds())))
                .toList();
    }

    /** Who took part: {@code userName, role, messages} and their {@code share} of all messages. */
    List<Map<String, Object>> participation() {
        var all = messages.values().stream().mapToInt(Integer::intValue).sum();
        return messages.entrySet().stream()
                .map(entry -> Map.<String, Object>of(
                        "userName",
                        entry.getKey(),
                        "role",
                        roles.getOrDefault(entry.getKey(), USER),
                        "messages",
                        entry.getValue(),
                        "share",
                        (double) entry.getValue() / all))
                .toList();
    }
}
