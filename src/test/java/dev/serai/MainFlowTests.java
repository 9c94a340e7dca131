package dev.serai;

import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The main flow as people in the chats live it: sixty conversations at all hours, held with the hub through the
 * sandbox. They are in {@code conversations/main-flow.yaml}.
 */
@HubTest
class MainFlowTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(31);
    private static final Script SCRIPT = script();

    record Script(
            Map<String, String> moments,
            List<String> begin,
            Map<String, List<String>> paths,
            List<JsonNode> scripts,
            List<Conversation> conversations) {}

    /** Some turns in a chat of their own; the one who speaks last gives it its role. */
    record Conversation(
            String role,
            String name,
            @JsonProperty("private") boolean isPrivate,
            List<Turn> turns) {}

    /**
     * @param delay reason, seconds at least, seconds at most
     * @param sends what the robot sends; the chat itself is the target if none is named
     */
    record Turn(
            String at,
            String from,
            String says,
            int times,
            String path,
            @Nullable List<String> delay,
            @Nullable Map<String, Map<String, Object>> outputs,
            @Nullable List<Sent> sends) {

        String text() {
            return says.repeat(Math.max(1, times));
        }

        boolean waits() {
            return delay != null && !delay.getLast().equals("0");
        }
    }

    record Sent(
            @Nullable String target, String text, @Nullable List<String> atList) {}

    /** One turn of one conversation, in its place. */
    record Line(Conversation conversation, int number, String group, Turn turn) {

        String chat() {
            return group.isEmpty() ? turn.from() : group;
        }

        Sent resolved(Sent sent) {
            return new Sent(
                    requireNonNullElse(sent.target(), chat()),
                    sent.text().replace("{says}", turn.text()).replace("{group}", group),
                    requireNonNullElse(sent.atList(), List.of()));
        }
    }

    private final Hub hub;
    private final HubClock clock;
    private final JdbcClient jdbc;
    private final Map<Line, JsonNode> runs = new LinkedHashMap<>();

    MainFlowTests(Hub hub, HubClock clock, JdbcClient jdbc) {
        this.hub = hub;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    private static Script script() {
        try {
            return new YAMLMapper()
                    .readValue(
                            Path.of("src/test/resources/conversations/main-flow.yaml")
                                    .toFile(),
                            Script.class);
        } catch (IOException e) {
            throw new AssertionError("The conversations cannot be read", e);
        }
    }

    @AfterEach
    void mendTheWorld() {
        hub.sandbox("DELETE", "/sandbox/scripts", "");
    }

    @Test
    void thereAreTwelveConversationsForEachRole() {
        assertThat(SCRIPT.conversations().stream().map(Conversation::role))
                .hasSize(60)
                .allSatisfy(role -> assertThat(SCRIPT.conversations().stream()
                                .filter(one -> one.role().equals(role)))
                        .hasSize(12));
    }

    @TestFactory
    Stream<DynamicTest> theConversationsGoAsTheyMust() {
        hub.sandbox("PUT", "/sandbox/scripts", SCRIPT.scripts().toString());
        SCRIPT.moments()
                .forEach((moment, time) ->
                        live(moment, OffsetDateTime.parse(time).toInstant()));
        return lines()
                .collect(Collectors.groupingBy(Line::conversation, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey().role() + " " + entry.getKey().name(),
                        () -> entry.getValue().forEach(this::check)));
    }

    private static Stream<Line> lines() {
        var lines = new ArrayList<Line>();
        for (int i = 0; i < SCRIPT.conversations().size(); i++) {
            var conversation = SCRIPT.conversations().get(i);
            var group = conversation.isPrivate() ? "" : "剧本" + (i + 1) + "群";
            for (int k = 0; k < conversation.turns().size(); k++) {
                lines.add(new Line(conversation, k, group, conversation.turns().get(k)));
            }
        }
        return lines.stream();
    }

    /** Everybody who speaks at this moment speaks; the turns of one conversation one after the other. */
    private void live(String moment, Instant time) {
        clock.moveTo(time);
        var now = lines().filter(line -> line.turn().at().equals(moment)).toList();
        var rounds = now.stream().mapToInt(Line::number).max().orElse(0);
        for (int round = 0; round <= rounds; round++) {
            var number = round;
            var spoken = now.stream().filter(line -> line.number() == number).toList();
            spoken.forEach(this::say);
            spoken.forEach(line -> await(line.toString())
                    .atMost(PATIENCE)
                    .until(() -> run(line).filter(run -> settled(line, run)).isPresent()));
        }
        clock.moveTo(time.plus(LONGEST_DELAY));
        now.forEach(line -> {
            await().atMost(PATIENCE).until(() -> run(line)
                    .filter(run -> run.hasNonNull("finishedAt"))
                    .isPresent());
            runs.put(line, run(line).orElseThrow());
        });
    }

    private void say(Line line) {
        var text = line.turn().text();
        if (text.isEmpty()) {
            hub.sayNothing(line.group(), line.turn().from());
        } else {
            hub.say(line.group(), line.turn().from(), text);
        }
    }

    /** Whether a run is over, or waits for the hour in which its answer may be sent. */
    private static boolean settled(Line line, JsonNode run) {
        return run.hasNonNull("finishedAt")
                || (line.turn().waits() && run.path("status").asText().equals("waiting"));
    }

    private Optional<JsonNode> run(Line line) {
        return jdbc.sql("""
                        select id::text from engine.flow_instances
                        where flow_definition_id = 'flow_message_routing'
                        and coalesce(input #>> '{message,groupName}', '') = ?
                        and input #>> '{message,senderName}' = ? and coalesce(input #>> '{message,content}', '') = ?
                        """)
                .params(line.group(), line.turn().from(), line.turn().text())
                .query(String.class)
                .optional()
                .map(hub::run);
    }

    private void check(Line line) {
        var turn = line.turn();
        var run = runs.get(line);
        assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("completed");
        assertThat(Hub.path(run))
                .containsExactlyElementsOf(
                        Stream.concat(SCRIPT.begin().stream(), SCRIPT.paths().get(turn.path()).stream())
                                .map(node -> "node_" + node)
                                .toList());
        requireNonNullElse(turn.outputs(), Map.<String, Map<String, Object>>of())
                .forEach((node, fields) -> fields.forEach((field, value) -> assertThat(
                                Hub.output(run, "node_" + node).path(field).asText())
                        .as(node + "." + field)
                        .isEqualTo(String.valueOf(value))));
        delay(run, turn.delay());
        sent(line, run);
    }

    private static void delay(JsonNode run, @Nullable List<String> expected) {
        if (expected == null) {
            assertThat(Hub.path(run)).doesNotContain("node_delay");
            return;
        }
        var delay = Hub.output(run, "node_delay");
        assertThat(delay.path("delayReason").asText()).isEqualTo(expected.getFirst());
        assertThat(delay.path("delaySeconds").asLong())
                .isBetween(Long.valueOf(expected.get(1)), Long.valueOf(expected.get(2)));
        assertThat(Instant.parse(delay.path("scheduledTime").asText()))
                .isBefore(Instant.parse(run.path("finishedAt").asText()));
    }

    private void sent(Line line, JsonNode run) {
        var expected = requireNonNullElse(line.turn().sends(), List.<Sent>of()).stream()
                .map(line::resolved)
                .toList();
        var commands = commands(run);
        assertThat(line.turn().times() > 1 ? joined(commands) : commands).containsExactlyElementsOf(expected);
        for (var one : commands) {
            assertThat(hub.sent(one.text())).as("sent by the sandbox's robot").isEqualTo((int) commands.stream()
                    .filter(other -> other.text().equals(one.text()))
                    .count());
        }
        if (expected.isEmpty() && line.conversation().turns().size() == 1) {
            assertThat(hub.robotLines(line.chat(), 0, 0)).isEmpty();
        }
    }

    /** A long text goes out in parts; the first addresses somebody. */
    private static List<Sent> joined(List<Sent> parts) {
        if (parts.isEmpty()) {
            return List.of();
        }
        var first = parts.getFirst();
        return List.of(
                new Sent(first.target(), parts.stream().map(Sent::text).collect(Collectors.joining()), first.atList()));
    }

    private List<Sent> commands(JsonNode run) {
        return jdbc.sql("select target, payload::text from worktool.robot_commands where run_id = ?::uuid order by seq")
                .param(run.path("runId").asText())
                .query((row, number) -> sent(row.getString(1), row.getString(2)))
                .list();
    }

    private static Sent sent(String target, String payload) {
        try {
            var json = JsonMapper.builder().build().readTree(payload);
            var atList = new ArrayList<String>();
            json.path("atList").forEach(name -> atList.add(name.asText()));
            return new Sent(target, json.path("receivedContent").asText(), atList);
        } catch (IOException e) {
            throw new AssertionError(payload, e);
        }
    }
}
