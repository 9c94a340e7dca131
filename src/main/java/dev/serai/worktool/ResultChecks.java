package dev.serai.worktool;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;

/** Asks WorkTool for results it has not called back; one question covers all commands of a robot that wait for one. */
@Component
class ResultChecks {

    private static final String PATH = "/robot/rawMsg/list";

    private final WorkToolClient client;
    private final CommandResults results;
    private final CommandNews news;
    private final WorkToolProperties.Lookup settings;

    ResultChecks(WorkToolClient client, CommandResults results, CommandNews news, WorkToolProperties properties) {
        this.client = client;
        this.results = results;
        this.news = news;
        this.settings = properties.sending().lookup();
    }

    /**
     * Asks for every result that is overdue; each page is a call that needs a permit.
     *
     * @return the answer that kept it from doing so, if one did; then it counts as no check
     */
    Optional<WorkToolAnswer> check(RobotAccount robot, RequestBudget budget) throws InterruptedException {
        var overdue = results.unanswered(robot.name());
        if (overdue.isEmpty()) {
            return Optional.empty();
        }
        var missing = overdue.stream().map(CommandResults.Unanswered::messageId).collect(Collectors.toSet());
        var since = overdue.getFirst().sentAt().minus(settings.clockSkew());
        for (int page = 1; page <= settings.maxPages() && !missing.isEmpty(); page++) {
            var answer = read(robot, page, budget);
            if (!(answer instanceof WorkToolAnswer.Data data)) {
                return Optional.of(answer);
            }
            var rows = rows(data.data());
            accept(robot, rows, missing);
            if (rows.size() < settings.pageSize() || before(since, rows)) {
                break;
            }
        }
        results.postpone(robot.name());
        return Optional.empty();
    }

    private void accept(RobotAccount robot, List<JsonNode> rows, Set<String> missing) {
        var seen = new HashSet<String>();
        for (var row : rows) {
            var report = Report.listed(row);
            if (report.isPresent() && missing.contains(report.get().messageId())) {
                news.tell(results.accept(robot.name(), report.get()).commands());
                seen.add(report.get().messageId());
            }
        }
        missing.removeAll(seen);
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
                            "run_time,desc"));
        } finally {
            permit.get().used();
        }
    }

    private static List<JsonNode> rows(JsonNode data) {
        var list = data.isArray() ? data : data.has("list") ? data.path("list") : data.path("records");
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    private boolean before(Instant since, List<JsonNode> rows) {
        try {
            var runTime = rows.getLast().path("runTime").asText().replace(' ', 'T');
            return LocalDateTime.parse(runTime)
                    .atZone(settings.zone())
                    .toInstant()
                    .isBefore(since);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
