package dev.serai.flow;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Every node can be reached, every path comes to an end, and nothing turns in circles without rest. */
final class ShapeCheck {

    private final Graph graph;
    private final Map<String, Draft.Step> steps;
    private final Faults faults;

    ShapeCheck(Graph graph, Map<String, Draft.Step> steps, Faults faults) {
        this.graph = graph;
        this.steps = steps;
        this.faults = faults;
    }

    void check() {
        if (steps.isEmpty()) {
            return;
        }
        unreachable();
        cycles();
        ends();
    }

    /** Of nodes that lead to each other only the first is told; what comes after it is mended with it. */
    private void unreachable() {
        var entry = graph.entry();
        if (entry.isEmpty()) {
            return;
        }
        var told = new HashSet<>(graph.after(List.of(entry.get())));
        var lost = steps.values().stream()
                .filter(step -> !told.contains(step.id()) && !step.is(NodeType.Role.TRIGGER))
                .sorted(Comparator.comparing(step -> !graph.roots().contains(step.id())))
                .toList();
        for (var step : lost) {
            if (!told.contains(step.id())) {
                told.addAll(graph.after(List.of(step.id())));
                faults.value(
                        step.pointer(),
                        step.id(),
                        "No path leads from the beginning to node '" + step.id() + "'",
                        "connect it or remove it");
            }
        }
    }

    private void cycles() {
        Predicate<String> restless = id -> {
            var step = steps.get(id);
            return step != null && !step.mayBe(NodeType.Role.WAIT) && !step.is(NodeType.Role.LOOP);
        };
        var told = new HashSet<String>();
        for (var step : steps.values()) {
            if (restless.test(step.id()) && !told.contains(step.id()) && graph.returns(step.id(), restless)) {
                var cycle = steps.keySet().stream()
                        .filter(restless)
                        .filter(id -> graph.returns(id, restless))
                        .filter(id -> onOneCycle(step.id(), id))
                        .toList();
                told.addAll(cycle);
                faults.value(
                        step.pointer(),
                        step.id(),
                        "The nodes " + String.join(", ", cycle) + " form a cycle that never rests",
                        "put a wait or a loop node into it");
            }
        }
    }

    private boolean onOneCycle(String first, String second) {
        return graph.after(List.of(first)).contains(second)
                && graph.after(List.of(second)).contains(first);
    }

    private void ends() {
        var ends = steps.values().stream()
                .filter(step -> step.mayBe(NodeType.Role.END))
                .map(Draft.Step::id)
                .collect(Collectors.toCollection(HashSet::new));
        if (ends.isEmpty()) {
            faults.value("/nodes", null, "The flow has no end", "add a node of type end and lead to it");
            return;
        }
        ends.addAll(graph.dangling());
        var saved = graph.before(ends);
        var reached = graph.entry().map(entry -> graph.after(List.of(entry))).orElse(Set.of());
        var stuck = steps.values().stream()
                .filter(step -> reached.contains(step.id()) && !saved.contains(step.id()))
                .toList();
        var dead =
                stuck.stream().filter(step -> graph.next(step.id()).isEmpty()).toList();
        var told = graph.before(dead.stream().map(Draft.Step::id).toList());
        dead.forEach(this::noWayOn);
        stuck.stream().filter(step -> !told.contains(step.id())).findFirst().ifPresent(this::noWayOn);
    }

    private void noWayOn(Draft.Step step) {
        faults.value(
                step.pointer(),
                step.id(),
                "From node '" + step.id() + "' no path leads to an end",
                "connect it to the next node or to an end");
    }
}
