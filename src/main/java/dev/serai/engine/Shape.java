package dev.serai.engine;

import dev.serai.flow.Connection;
import dev.serai.flow.FlowDefinition;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a flow's graph: where each node leads, and where the ways that part at a node meet again. The meeting
 * point is the immediate post-dominator (Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm), which is what
 * makes a graph nest: what lies before it belongs inside the choice, what lies after it follows the choice.
 */
final class Shape {

    private static final String EXIT = "";

    private final Set<String> loops;

    private final Map<String, Set<String>> successors = new HashMap<>();
    private final Map<String, Set<String>> all = new HashMap<>();
    private final Map<String, Set<String>> lasting = new HashMap<>();

    /**
     * Takes a graph.
     *
     * @param branchTargets of the nodes that choose; added to what the connections say
     * @param ends nodes at which a run stops
     * @param loops nodes that run what leads back to them once for each item
     */
    Shape(FlowDefinition flow, Map<String, List<String>> branchTargets, Set<String> ends, Set<String> loops) {
        this.loops = Set.copyOf(loops);
        for (var node : flow.nodes()) {
            var next = new LinkedHashSet<>(branchTargets.getOrDefault(node.id(), List.of()));
            flow.from(node.id()).stream().map(Connection::target).forEach(next::add);
            successors.put(node.id(), ends.contains(node.id()) ? Set.of() : next);
        }
        all.putAll(postDominators(withExit(successors)));
        lasting.putAll(postDominators(withExit(withoutEnds(ends))));
    }

    boolean loop(String node) {
        return loops.contains(node);
    }

    /** Where the body of a loop begins: the ways that lead back to it. */
    Set<String> bodies(String loop) {
        var bodies = new LinkedHashSet<>(next(loop));
        bodies.removeIf(start -> !leads(start, loop));
        return bodies;
    }

    /** Where a loop goes on when it is through; {@code stop} if nothing follows it. */
    @Nullable
    String exit(String loop, @Nullable String stop) {
        var exits = new LinkedHashSet<>(next(loop));
        exits.removeAll(bodies(loop));
        return exits.isEmpty() ? stop : exits.iterator().next();
    }

    private boolean leads(String from, String to) {
        var seen = new HashSet<String>();
        var open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            var node = open.poll();
            if (node.equals(to)) {
                return true;
            }
            if (seen.add(node)) {
                open.addAll(next(node));
            }
        }
        return false;
    }

    Set<String> next(String node) {
        return successors.getOrDefault(node, Set.of());
    }

    /**
     * Where all ways from this node meet again; null if they never do. Ways that go straight to an end are left out
     * when that helps the others to meet.
     */
    @Nullable
    String meeting(String node) {
        var nearest = nearest(node, all);
        return nearest != null ? nearest : nearest(node, lasting);
    }

    /** The post-dominator that is post-dominated by every other one. */
    private static @Nullable String nearest(String node, Map<String, Set<String>> sets) {
        var candidates = new HashSet<>(sets.getOrDefault(node, Set.of()));
        candidates.remove(node);
        candidates.remove(EXIT);
        return candidates.stream()
                .filter(one -> sets.getOrDefault(one, Set.of()).containsAll(candidates))
                .findFirst()
                .orElse(null);
    }

    private Map<String, Set<String>> withoutEnds(Set<String> ends) {
        var rest = new HashMap<String, Set<String>>();
        successors.forEach((node, next) -> {
            if (!ends.contains(node)) {
                var kept = new LinkedHashSet<>(next);
                kept.removeAll(ends);
                rest.put(node, kept);
            }
        });
        return rest;
    }

    private static Map<String, Set<String>> withExit(Map<String, Set<String>> graph) {
        var closed = new HashMap<String, Set<String>>();
        graph.forEach((node, next) -> closed.put(node, next.isEmpty() ? Set.of(EXIT) : next));
        return closed;
    }

    /** For each node the nodes that lie on all its ways to the exit, itself included. */
    private static Map<String, Set<String>> postDominators(Map<String, Set<String>> graph) {
        var everything = new HashSet<>(graph.keySet());
        everything.add(EXIT);
        var sets = new HashMap<String, Set<String>>();
        graph.keySet().forEach(node -> sets.put(node, everything));
        sets.put(EXIT, Set.of(EXIT));
        var open = new ArrayDeque<>(graph.keySet());
        while (!open.isEmpty()) {
            var node = open.poll();
            Set<String> common = null;
            for (var next : graph.getOrDefault(node, Set.of())) {
                var theirs = sets.getOrDefault(next, everything);
                if (common == null) {
                    common = new HashSet<>(theirs);
                } else {
                    common.retainAll(theirs);
                }
            }
            var mine = common == null ? new HashSet<String>() : common;
            mine.add(node);
            if (!mine.equals(sets.put(node, mine))) {
                graph.forEach((other, next) -> {
                    if (next.contains(node)) {
                        open.add(other);
                    }
                });
            }
        }
        return sets;
    }
}
