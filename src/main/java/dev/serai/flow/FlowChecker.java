package dev.serai.flow;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds everything that would keep a draft from running; nothing found means the engine can compile it. */
final class FlowChecker {

    private final Draft draft;
    private final Faults faults;
    private final SettingsReader reader;

    FlowChecker(Draft draft, Faults faults, SettingsReader reader) {
        this.draft = draft;
        this.faults = faults;
        this.reader = reader;
    }

    void check() {
        var steps = steps();
        var settings = settings();
        var graph = Graph.of(draft, steps, settings);
        new TriggerCheck(draft, faults).check(graph);
        new ConnectionCheck(draft, faults, steps, settings).check();
        new ShapeCheck(graph, steps, faults).check();
        new NameCheck(graph, steps, settings, faults).check();
    }

    /** The nodes by id; of those that share one, the first counts. */
    private Map<String, Draft.Step> steps() {
        var steps = new LinkedHashMap<String, Draft.Step>();
        for (var step : draft.steps()) {
            if (!step.id().isEmpty() && steps.putIfAbsent(step.id(), step) != null) {
                faults.value(
                        step.pointer() + "/id",
                        step.id(),
                        "Two nodes have the id '" + step.id() + "'",
                        "give this one another id");
            }
        }
        return steps;
    }

    private Map<String, Record> settings() {
        var all = new HashMap<String, Record>();
        for (var step : draft.steps()) {
            step.type().ifPresent(type -> {
                try {
                    all.putIfAbsent(step.id(), reader.read(step.node().config(), type.settings()));
                } catch (SettingsRejected e) {
                    e.wrongs().forEach(wrong -> tell(step, wrong));
                }
            });
        }
        return all;
    }

    private void tell(Draft.Step step, SettingsRejected.Wrong wrong) {
        var pointer = step.config() + wrong.pointer();
        if (wrong.onKey()) {
            faults.key(pointer, step.id(), wrong.message(), wrong.hint());
            return;
        }
        faults.inside(pointer, wrong.column(), step.id(), wrong.message(), wrong.hint());
    }
}
