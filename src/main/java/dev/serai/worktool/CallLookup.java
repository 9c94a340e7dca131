package dev.serai.worktool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Finds out whether WorkTool has taken a command although nobody heard its answer. WorkTool knows no key of ours, so a
 * call is recognised by what it said, by its time, and by not belonging to another command of ours. While a command is
 * doubtful no other one goes to the same chat, so there is at most one candidate of ours.
 */
@Component
class CallLookup {

    private static final String PATH = "/wework/listRawMessage";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WorkToolClient client;
    private final Commands commands;
    private final WorkToolProperties.Lookup settings;

    CallLookup(WorkToolClient client, Commands commands, WorkToolProperties properties) {
        this.client = client;
        this.commands = commands;
        this.settings = properties.sending().lookup();
    }

    /** What a look brought. */
    sealed interface Sight {

        /** WorkTool took the command under this id. */
        record Found(String messageId) implements Sight {}

        /** The whole list since then was read, and the call is not in it. */
        record Missing() implements Sight {}

        /** The list could not be read to the end. */
        record Unreadable(WorkToolAnswer answer) implements Sight {}
    }

    private record Call(String messageId, Optional<Instant> createdAt, JsonNode body) {}

    /** Reads WorkTool's list of calls back to the time of the attempt; each page is a call that needs a permit. */
    Sight look(RobotAccount robot, Claim claim, RequestBudget budget) throws InterruptedException {
        var since = claim.sendingAt().minus(settings.clockSkew());
        var candidates = new ArrayList<String>();
        for (int page = 1; page <= settings.maxPages(); page++) {
            var answer = read(robot, page, budget);
            if (!(answer instanceof WorkToolAnswer.Data data)) {
                return new Sight.Unreadable(answer);
            }
            var calls = calls(data.data());
            calls.stream()
                    .filter(call ->
                            call.createdAt().map(time -> !time.isBefore(since)).orElse(true))
                    .filter(call -> says(call.body(), claim.payload()))
                    .forEach(call -> candidates.add(call.messageId()));
            if (calls.size() < settings.pageSize() || olderThan(since, calls)) {
                return choose(candidates);
            }
        }
        var sight = choose(candidates);
        return sight instanceof Sight.Missing
                ? new Sight.Unreadable(new WorkToolAnswer.Failed("the list of calls has too many pages"))
                : sight;
    }

    /** The newest that no other command of ours claims. */
    private Sight choose(List<String> candidates) {
        var taken = candidates.isEmpty() ? List.of() : commands.taken(candidates);
        return candidates.stream()
                .filter(candidate -> !taken.contains(candidate))
                .findFirst()
                .<Sight>map(Sight.Found::new)
                .orElseGet(Sight.Missing::new);
    }

    private WorkToolAnswer read(RobotAccount robot, int page, RequestBudget budget) throws InterruptedException {
        var permit = budget.acquire();
        if (permit.isEmpty()) {
            return new WorkToolAnswer.Failed("the hub is stopping");
        }
        try {
            return client.ask(
                    robot,
                    PATH,
                    Map.of(
                            "page",
                            String.valueOf(page),
                            "size",
                            String.valueOf(settings.pageSize()),
                            "sort",
                            "create_time,desc"));
        } finally {
            permit.get().used();
        }
    }

    private List<Call> calls(JsonNode data) {
        var calls = new ArrayList<Call>();
        for (var row : data.isArray() ? data : data.path("list")) {
            calls.add(new Call(
                    row.path("messageId").asText(), time(row.path("createTime").asText()), body(row.path("body"))));
        }
        return calls;
    }

    private static boolean olderThan(Instant since, List<Call> calls) {
        return calls.getLast().createdAt().map(time -> time.isBefore(since)).orElse(false);
    }

    /** Written without a zone, with a blank or a T between date and time. */
    private Optional<Instant> time(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text.replace(' ', 'T'))
                    .atZone(settings.zone())
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static JsonNode body(JsonNode body) {
        try {
            return body.isTextual() ? JSON.readTree(body.asText()) : body;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** True if the call carried exactly this command, whatever WorkTool has added to it. */
    private static boolean says(JsonNode body, String payload) {
        var list = body.isArray() ? body : body.path("list");
        var said = list.isArray() && list.size() == 1 ? list.get(0) : body;
        try {
            return same(JSON.readTree(payload), said);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A payload in worktool.robot_commands is not JSON", e);
        }
    }

    private static boolean same(JsonNode command, JsonNode said) {
        var ours =
                command.properties().stream().allMatch(field -> field.getValue().equals(said.get(field.getKey())));
        var nothingElse = said.properties().stream()
                .allMatch(field ->
                        command.has(field.getKey()) || !CommandForm.knows(field.getKey()) || empty(field.getValue()));
        return ours && nothingElse;
    }

    private static boolean empty(JsonNode value) {
        return value.isNull() || (value.isEmpty() && value.asText().isEmpty());
    }
}
