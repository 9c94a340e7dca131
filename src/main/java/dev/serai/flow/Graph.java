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
import org.jspecify.annotations.Nullable;

/** Who leads to whom, branch targets and error connections included. */
final class Graph {

    private final Map<String, Set<String>> next = new LinkedHashMap<>();
    private final Map<String, Set<String>> previous = new LinkedHashMap<>();
    private final Set<String> ends = new HashSet<>();
    private final Set<String> dangling = new HashSet<>();
    private final Optional<String> entry;

    private Graph(Draft draft, Map<String, Draft.Step> steps, Map<String, Record> settings) {
        steps.forEach((id, step) -> {
            next.put(id, new LinkedHashSet<>());
            previous.put(id, new LinkedHashSet<>());
            if (step.is(NodeType.Role.END)) {
                ends.add(id);
            }
        });
        draft.arrows()
                .forEach(arrow ->
                        edge(arrow.connection().source(), arrow.connection().target()));
        steps.values().forEach(step -> branches(step, settings.get(step.id())));
        entry = entry(steps.values());
    }

    static Graph of(Draft draft, Map<String, Draft.Step> steps, Map<String, Record> settings) {
        return new Graph(draft, steps, settings);
    }

    private void branches(Draft.Step step, @Nullable Record settings) {
        if (settings == null) {
            step.node().branchTargets().forEach(target -> edge(step.id(), target));
        }
        if (settings instanceof Forking forking) {
            forking.starts().forEach(start -> edge(step.id(), start));
        }
        if (settings instanceof Branching branching) {
            branching.branches().forEach(branch -> edge(step.id(), branch.targetNodeId()));
            var otherwise = branching.defaultTargetNodeId();
            if (otherwise != null) {
                edge(step.id(), otherwise);
            }
        }
    }

    /** A misspelt id is told where it is written; here it stands for the nearest one, so that it is told only once. */
    private void edge(String source, String target) {
        var from = meant(source);
        var to = meant(target);
        if (from.filter(ends::contains).isPresent()) {
            return;
        }
        if (from.isPresent() && to.isPresent()) {
            next.getOrDefault(from.get(), Set.of()).add(to.get());
            previous.getOrDefault(to.get(), Set.of()).add(from.get());
        }
        if (to.isEmpty()) {
            from.ifPresent(dangling::add);
        }
    }

    private Optional<String> meant(String id) {
        return next.containsKey(id) ? Optional.of(id) : NearestName.of(id, next.keySet());
    }

    /** Nodes that lead somewhere nobody knows. */
    Set<String> dangling() {
        return dangling;
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
