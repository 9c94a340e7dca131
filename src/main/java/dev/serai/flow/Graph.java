package dev.serai.flow;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Who leads to whom, branch targets and error connections included. */
final class Graph {

    private final Map<String, Set<String>> next = new LinkedHashMap<>();
    private final Map<String, Set<String>> previous = new LinkedHashMap<>();
    private final Optional<String> entry;

    private Graph(Draft draft, Map<String, Draft.Step> steps, Map<String, Record> settings) {
        steps.keySet().forEach(id -> {
            next.put(id, new LinkedHashSet<>());
            previous.put(id, new LinkedHashSet<>());
        });
        draft.arrows()
                .forEach(arrow ->
                        edge(arrow.connection().source(), arrow.connection().target()));
        settings.forEach((id, record) -> {
            if (record instanceof Branching branching) {
                branching.branches().forEach(branch -> edge(id, branch.targetNodeId()));
                edge(id, String.valueOf(branching.defaultTargetNodeId()));
            }
        });
        entry = entry(steps.values());
    }

    static Graph of(Draft draft, Map<String, Draft.Step> steps, Map<String, Record> settings) {
        return new Graph(draft, steps, settings);
    }

    private void edge(String source, String target) {
        if (next.containsKey(source) && next.containsKey(target)) {
            next.getOrDefault(source, Set.of()).add(target);
            previous.getOrDefault(target, Set.of()).add(source);
        }
    }

    private Optional<String> entry(Collection<Draft.Step> steps) {
        var trigger = steps.stream()
                .filter(step -> step.is(NodeType.Role.TRIGGER))
                .map(Draft.Step::id)
                .findFirst();
        var roots = roots();
        return trigger.or(() -> roots.size() == 1 ? Optional.of(roots.getFirst()) : Optional.empty());
    }

    /** Where a run begins, if that can be told. */
    Optional<String> entry() {
        return entry;
    }

    /** Nodes nothing leads to, in the order of the file. */
    List<String> roots() {
        return previous.entrySet().stream()
                .filter(node -> node.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    Set<String> next(String id) {
        return next.getOrDefault(id, Set.of());
    }

    /** The given nodes and all that can run after them. */
    Set<String> after(Collection<String> starts) {
        return walk(starts, next, id -> true);
    }

    /** The given nodes and all that can run before them. */
    Set<String> before(Collection<String> starts) {
        return walk(starts, previous, id -> true);
    }

    /** Whether a node can run again after itself without passing one that is left out. */
    boolean returns(String id, Predicate<String> through) {
        return walk(next(id), next, through).contains(id);
    }

    private static Set<String> walk(
            Collection<String> starts, Map<String, Set<String>> edges, Predicate<String> through) {
        var seen = new HashSet<String>();
        var waiting = new ArrayDeque<>(starts);
        while (!waiting.isEmpty()) {
            var id = waiting.pop();
            if (through.test(id) && seen.add(id)) {
                waiting.addAll(edges.getOrDefault(id, Set.of()));
            }
        }
        return seen;
    }
}
