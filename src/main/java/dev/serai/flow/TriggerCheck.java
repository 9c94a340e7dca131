package dev.serai.flow;

import java.util.Locale;

/** A flow begins in one place, and says what with. */
final class TriggerCheck {

    private final Draft draft;
    private final Faults faults;

    TriggerCheck(Draft draft, Faults faults) {
        this.draft = draft;
        this.faults = faults;
    }

    void check(Graph graph) {
        var triggers = draft.steps().stream()
                .filter(step -> step.is(NodeType.Role.TRIGGER))
                .toList();
        triggers.stream()
                .skip(1)
                .forEach(step -> faults.value(
                        step.pointer(),
                        step.id(),
                        "The flow has two triggers, '" + triggers.getFirst().id() + "' and '" + step.id() + "'",
                        "keep one; write a flow of its own for the other"));
        if (triggers.isEmpty()) {
            withoutTrigger(graph);
        } else {
            matches(triggers.getFirst());
        }
    }

    private void withoutTrigger(Graph graph) {
        if (!draft.triggered()) {
            faults.value("", null, "The flow has no trigger", "add triggerType: or a trigger node");
        }
        if (graph.entry().isEmpty() && !draft.steps().isEmpty()) {
            var roots = graph.roots();
            faults.value(
                    "/nodes",
                    null,
                    roots.isEmpty()
                            ? "Nothing tells where the flow begins: every node has one before it"
                            : "Nothing tells where the flow begins: " + String.join(", ", roots) + " could be it",
                    "add a trigger node and connect it");
        }
    }

    private void matches(Draft.Step trigger) {
        var declared = "trigger_" + draft.definition().triggerType().name().toLowerCase(Locale.ROOT);
        if (trigger.node().type().equals(declared)) {
            return;
        }
        faults.value(
                trigger.pointer() + "/nodeType",
                trigger.id(),
                "The trigger is a " + trigger.node().type() + ", but triggerType says "
                        + declared.substring("trigger_".length()),
                "write " + declared + " here or change triggerType");
    }
}
