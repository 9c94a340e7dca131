package dev.serai.cli;

import dev.serai.engine.Rehearsal;
import dev.serai.engine.Signals;
import dev.serai.worktool.CommandFinished;
import dev.serai.worktool.CommandStatus;
import dev.serai.worktool.RobotCommand;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run under test, to which time and events come as its test says. Time does not jump: each moment the run waits for
 * comes in its turn, so that what follows it begins to wait then.
 *
 * @param zone of moments without an offset
 */
record Played(Rehearsal run, HandClock clock, NotedCommands commands, ZoneId zone) {

    /** A flow that waits in a circle never ends; after so many waits it is left standing. */
    private static final int MOST_WAITS = 1000;

    /** Time passes until the run has ended, or waits only for what does not come by itself. */
    void toTheEnd() {
        run.goOn();
        for (int wait = 0; wait < MOST_WAITS && run.due().isPresent(); wait++) {
            pass(run.due().get());
        }
    }

    /** Does what a step says; answers why it cannot, if so. */
    List<String> take(FlowTestFile.Step step) {
        var advance = step.advance();
        var at = step.at();
        var moment = at == null ? clock.instant() : at.in(zone);
        if (moment.isBefore(clock.instant())) {
            return List.of("at: it is " + shown(clock.instant()) + " already, time does not go back");
        }
        until(advance == null ? moment : moment.plus(advance));
        var node = step.until();
        return node == null || cameTo(node)
                ? happen(step)
                : List.of("until: the run does not come to wait at '" + node + "'");
    }

    private void until(Instant moment) {
        var due = run.due();
        for (int wait = 0; wait < MOST_WAITS && due.isPresent() && !due.get().isAfter(moment); wait++) {
            pass(due.get());
            due = run.due();
        }
        pass(moment);
    }

    private boolean cameTo(String node) {
        for (int wait = 0; wait < MOST_WAITS && !waitsAt(node) && run.due().isPresent(); wait++) {
            pass(run.due().get());
        }
        return waitsAt(node);
    }

    private boolean waitsAt(String node) {
        return run.soFar().waits().stream().anyMatch(one -> one.node().equals(node));
    }

    private void pass(Instant moment) {
        if (moment.isAfter(clock.instant())) {
            clock.set(moment);
        }
        run.goOn();
    }

    private List<String> happen(FlowTestFile.Step step) {
        var event = step.event();
        if (event != null) {
            run.tell(event.name(), event.fields());
        }
        var command = step.command();
        if (command != null) {
            return finish(command);
        }
        var taken = step.taken();
        return taken == null ? List.of() : take(taken);
    }

    private List<String> finish(FlowTestFile.Command end) {
        var status = CommandStatus.valueOf(end.status().name());
        var command = commands.finish(end.node(), status, end.error());
        if (command.isEmpty()) {
            return List.of("command: none was given" + (end.node() == null ? "" : " by '" + end.node() + "'"));
        }
        run.tell(CommandFinished.EVENT, fields(command.get()));
        return List.of();
    }

    private static Map<String, @Nullable Object> fields(RobotCommand command) {
        var fields = new HashMap<String, @Nullable Object>();
        fields.put("sendId", command.sendId());
        fields.put("commandStatus", command.status().word());
        fields.put("robotId", command.robot());
        fields.put("targetName", command.target());
        fields.put("error", command.error());
        fields.put("runId", command.runId() == null ? null : command.runId().toString());
        fields.put("nodeId", command.nodeId());
        return fields;
    }

    private List<String> take(FlowTestFile.Taken taken) {
        var waiting = run.soFar().waits().stream()
                .filter(one -> Signals.MANUAL.equals(one.event()))
                .map(one -> one.node())
                .filter(node -> taken.node() == null || node.equals(taken.node()))
                .findFirst();
        if (waiting.isEmpty()) {
            return List.of("taken: no node waits for a person");
        }
        run.tell(
                Signals.MANUAL,
                Map.of("runId", run.id(), "nodeId", waiting.get(), "by", taken.by(), "note", taken.note()));
        return List.of();
    }

    /** A moment as the clock of the flow shows it. */
    String shown(Instant moment) {
        return moment.atZone(zone).toOffsetDateTime().toString();
    }
}
