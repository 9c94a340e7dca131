package dev.serai.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes of a graph get a route of their own because ways reach them that do not nest, and where those routes end.
 * Everything else lies inside the route of the entry or of one of these nodes.
 */
final class Layout {

    /** What a walk has seen: the places each node was reached from, by where the way ends there. */
    private static final class Walk {
        final Set<String> seen = new HashSet<>();
        final Map<String, Set<String>> stops = new HashMap<>();
        final Set<String> shared = new HashSet<>();
    }

    private static final String NOWHERE = "";

    private final Shape shape;
    private final Map<String, String> roots = new LinkedHashMap<>();

    Layout(Shape shape, String entry) {
        this.shape = shape;
        while (learn(walk(entry))) {
            // each walk finds the roots that the walk before could not know of
        }
    }

    /** Takes over what a walk found; true if that is new. */
    private boolean learn(Walk walk) {
        var before = Map.copyOf(roots);
        walk.shared.forEach(node -> roots.put(node, NOWHERE));
        roots.replaceAll((root, unknown) -> {
            var stops = walk.stops.getOrDefault(root, Set.of());
            return stops.size() == 1 ? stops.iterator().next() : NOWHERE;
        });
        return !roots.equals(before);
    }

    /** Nodes with a route of their own. */
    Set<String> roots() {
        return roots.keySet();
    }

    boolean root(String node) {
        return roots.containsKey(node);
    }

    /** Where the route of a root ends, as all who call it expect; null if it runs to the end of the flow. */
    @Nullable
    String stopOf(String root) {
        var stop = roots.get(root);
        return stop == null || stop.equals(NOWHERE) ? null : stop;
    }

    private Walk walk(String entry) {
        var walk = new Walk();
        visit(walk, entry, null, true);
        for (var root : Set.copyOf(roots.keySet())) {
            visit(walk, root, stopOf(root), true);
        }
        return walk;
    }

    private void visit(Walk walk, @Nullable String from, @Nullable String stop, boolean first) {
        var node = from;
        var start = first;
        while (node != null && !node.equals(stop)) {
            if (!start) {
                walk.stops.computeIfAbsent(node, any -> new HashSet<>()).add(stop == null ? NOWHERE : stop);
                if (root(node)) {
                    return;
                }
                if (!walk.seen.add(node)) {
                    walk.shared.add(node);
                    return;
                }
            }
            start = false;
            var next = shape.next(node);
            if (shape.loop(node)) {
                for (var body : shape.bodies(node)) {
                    visit(walk, body, node, false);
                }
                node = shape.exit(node, null);
            } else if (next.size() > 1) {
                var meeting = shape.meeting(node);
                for (var way : next) {
                    visit(walk, way, meeting == null ? stop : meeting, false);
                }
                node = meeting;
            } else {
                node = next.isEmpty() ? null : next.iterator().next();
            }
        }
    }
}
