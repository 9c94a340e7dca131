package dev.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.serai.engine.DryRun;
import dev.serai.engine.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is different from what was expected of a run. */
final class Differences {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DryRun run;
    private final List<String> told = new ArrayList<>();

    private Differences(DryRun run) {
        this.run = run;
    }

    /**
     * All of them, for people.
     *
     * @param status expected if the expectation names none; null if none is
     * @param played tells moments as the flow's clock shows them
     */
    static List<String> of(FlowTestFile.Expected expected, @Nullable String status, DryRun run, Played played) {
        var differences = new Differences(run);
        differences.status(expected, status);
        differences.waits(expected, played);
        if (expected.path() != null && !expected.path().equals(path(run))) {
            differences.told.add("path: " + path(run) + ", expected " + expected.path());
        }
        if (expected.error() != null && !String.valueOf(run.error()).contains(expected.error())) {
            differences.told.add("error: " + run.error() + ", expected one with '" + expected.error() + "'");
        }
        expected.outputs().forEach(differences::outputs);
        differences.commands(expected.commands());
        return differences.told;
    }

    /** The nodes the run came by. */
    static List<String> path(DryRun run) {
        return run.turns().stream().map(DryRun.Turn::node).toList();
    }

    private void status(FlowTestFile.Expected expected, @Nullable String unsaid) {
        var implied = expected.waits() == null || expected.waits().isEmpty() ? unsaid : "waiting";
        var wanted = expected.status() == null ? implied : expected.status();
        if (wanted != null && !wanted.equals(run.status())) {
            var where = run.waits().isEmpty() ? "" : " at " + waiting();
            var reason = run.error() == null ? where : ", " + run.error();
            told.add("status: " + run.status() + reason + ", expected " + wanted);
        }
    }

    private List<String> waiting() {
        return run.waits().stream().map(DryRun.Pending::node).sorted().toList();
    }

    private void waits(FlowTestFile.Expected expected, Played played) {
        var wanted = expected.waits();
        if (wanted != null && !wanted.stream().sorted().toList().equals(waiting())) {
            told.add("waits: " + waiting() + ", expected " + wanted);
        }
        var due = expected.due();
        if (due != null) {
            var moment = run.waits().stream()
                    .map(DryRun.Pending::until)
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder());
            Function<Instant, String> shown = played::shown;
            var wantedAt = due.in(played.zone());
            if (!moment.equals(java.util.Optional.of(wantedAt))) {
                told.add("due: " + moment.map(shown).orElse("never") + ", expected " + played.shown(wantedAt));
            }
        }
    }

    private void outputs(String node, Map<String, Object> fields) {
        var left = run.turns().stream()
                .filter(turn -> turn.node().equals(node))
                .map(DryRun.Turn::output)
                .findFirst();
        if (left.isEmpty()) {
            told.add("outputs: the run does not come by '" + node + "'");
            return;
        }
        different("outputs." + node, fields, left.get());
    }

    private void commands(@Nullable List<Map<String, Object>> expected) {
        if (expected == null) {
            return;
        }
        var given = run.writes().stream()
                .filter(write -> write.endpoint().equals(NotedCommands.ENDPOINT))
                .map(Write::row)
                .toList();
        if (given.size() != expected.size()) {
            told.add("commands: " + given + ", expected " + expected.size());
            return;
        }
        for (int i = 0; i < given.size(); i++) {
            different("commands." + i, expected.get(i), given.get(i));
        }
    }

    /** Looks at the expected fields only. */
    private void different(String where, Map<String, Object> expected, Map<String, @Nullable Object> given) {
        expected.forEach((name, value) -> {
            JsonNode wanted = JSON.valueToTree(value);
            JsonNode found = JSON.valueToTree(given.get(name));
            if (!same(wanted, found)) {
                told.add(where + "." + name + ": " + found + ", expected " + wanted);
            }
        });
    }

    private static boolean same(JsonNode wanted, JsonNode found) {
        if (wanted.isNumber() && found.isNumber()) {
            return wanted.decimalValue().compareTo(found.decimalValue()) == 0;
        }
        return wanted.equals(found);
    }
}
