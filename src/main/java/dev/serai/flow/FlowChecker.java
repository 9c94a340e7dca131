package dev.serai.flow;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds everything that would keep a draft from running; nothing found means the engine can compile it. */
final class FlowChecker {

    private final Draft draft;
    private final Faults faults;
    private final Map<String, Record> mended = new HashMap<>();

    FlowChecker(Draft draft, Faults faults) {
        this.draft = draft;
        this.faults = faults;
    }

    void check() {
        var steps = steps();
        var settings = settings();
        var graph = Graph.of(draft, steps, settings);
        new TriggerCheck(draft, faults).check(graph);
        new ConnectionCheck(draft, faults, steps, settings).check();
        new ShapeCheck(graph, steps, faults).check();
        settings.putAll(mended);
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
                    all.putIfAbsent(step.id(), type.schema().read(step.node().config()));
                } catch (SettingsRejected e) {
                    e.wrongs().forEach(wrong -> faults.wrong(step.config(), step.id(), wrong));
                    mend(step, type, e);
                }
            });
        }
        return all;
    }

    /** Settings without what is wrong in them still show which names they read. */
    private void mend(Draft.Step step, NodeType type, SettingsRejected rejection) {
        var config = step.node().config().deepCopy();
        for (var wrong : rejection.wrongs()) {
            var pointer = JsonPointer.compile(wrong.pointer());
            if (pointer.length() > 0 && config.at(pointer.head()) instanceof ObjectNode holder) {
                holder.remove(pointer.last().getMatchingProperty());
            }
        }
        try {
            mended.putIfAbsent(step.id(), type.schema().read(config));
        } catch (SettingsRejected stillWrong) {
            // the author has heard of it already
        }
    }
}
