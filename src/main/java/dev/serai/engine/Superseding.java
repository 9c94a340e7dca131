package dev.serai.engine;

import dev.serai.flow.FlowDefinition;
import dev.serai.flow.FlowNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a run is done again when it goes on from a node, maybe on another version, and what is kept. Kept is what ran
 * before that node, in nodes that are the same in both versions; and, unless effects are wanted again, the outcome of
 * whatever must not happen twice. What waited when the run ended waits anew.
 *
 * @param again what does not count any more
 * @param kept what would be done again, if it were not for its effect
 * @param at the turn to go on from; null if nothing says which
 */
record Superseding(
        List<Execution> again,
        List<Execution> kept,
        @Nullable Turn at) {

    /** A run, the version it ran on, and the one it is to go on with. */
    record Change(List<Execution> executions, FlowDefinition before, FlowDefinition after) {

        /** Whether a node is not the same any more, or gone. */
        boolean changed(String node) {
            var old = before.node(node);
            var fresh = after.node(node);
            return old.isEmpty() || fresh.isEmpty() || !same(old.get(), fresh.get());
        }

        private static boolean same(FlowNode old, FlowNode fresh) {
            return old.type().equals(fresh.type())
                    && old.config().equals(fresh.config())
                    && old.policy().equals(fresh.policy());
        }

        List<Execution> counting() {
            return executions.stream().filter(one -> !one.superseded()).toList();
        }
    }

    /**
     * Works it out.
     *
     * @param fromNode null for the one that failed
     * @param effects whether effects that must not happen twice happen again
     */
    static Superseding of(Change change, @Nullable String fromNode, boolean effects, Kinds kinds) {
        var counting = change.counting();
        var from = counting.stream()
                .filter(one ->
                        one.node().equals(fromNode) || one.turn().within().contains(fromNode))
                .mapToInt(Execution::seq)
                .min()
                .orElse(Integer.MAX_VALUE);
        var again = new ArrayList<Execution>();
        var kept = new ArrayList<Execution>();
        var last = new HashMap<Turn, Execution.Status>();
        counting.forEach(one -> last.put(one.turn(), one.status()));
        for (var one : counting) {
            var wanted = one.seq() >= from
                    || change.changed(one.node())
                    || one.turn().within().stream().anyMatch(change::changed)
                    || last.get(one.turn()) == Execution.Status.WAITING
                    || (fromNode == null && effects && one.status() == Execution.Status.BEGUN);
            if (wanted && !effects && stays(one, change, kinds)) {
                kept.add(one);
            } else if (wanted) {
                again.add(one);
            }
        }
        return new Superseding(again, kept, at(counting, fromNode));
    }

    private static boolean stays(Execution one, Change change, Kinds kinds) {
        var once = kinds.kind(one.kind())
                .filter(kind -> kind.effect() == Effect.ONCE)
                .isPresent();
        return once
                && one.status() != Execution.Status.FAILED
                && change.after()
                        .node(one.node())
                        .filter(node -> node.type().equals(one.kind()))
                        .isPresent();
    }

    private static @Nullable Turn at(List<Execution> counting, @Nullable String fromNode) {
        if (fromNode != null) {
            return counting.stream()
                    .map(Execution::turn)
                    .filter(turn -> turn.node().equals(fromNode) && !turn.name().endsWith("!edit"))
                    .findFirst()
                    .orElse(null);
        }
        return counting.stream()
                .filter(one -> one.status() == Execution.Status.FAILED)
                .map(Execution::turn)
                .reduce((first, last) -> last)
                .orElse(null);
    }

    /** The effects among it, by node; those that are kept do not happen again. */
    List<RunControl.Repeated> effects(boolean effects, Kinds kinds) {
        var found = new LinkedHashMap<String, RunControl.Repeated>();
        again.forEach(one -> add(found, one, kinds, effects));
        kept.forEach(one -> add(found, one, kinds, false));
        return List.copyOf(found.values());
    }

    private static void add(
            LinkedHashMap<String, RunControl.Repeated> found, Execution one, Kinds kinds, boolean effects) {
        if (one.status() == Execution.Status.FAILED || one.status() == Execution.Status.WAITING) {
            return;
        }
        effect(kinds, one.kind()).ifPresent(effect -> {
            var happens = effects || effect.equals(Effect.IDEMPOTENT.word());
            found.putIfAbsent(one.node(), new RunControl.Repeated(one.node(), one.kind(), effect, happens));
        });
    }

    /** What a node of this type does outside, in a word; empty if nothing. */
    static Optional<String> effect(Kinds kinds, String type) {
        return kinds.kind(type)
                .map(kind -> kind.sends() ? "sends" : kind.effect().word())
                .filter(word -> !word.equals(Effect.NONE.word()));
    }
}
