package dev.serai.flow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every way out of a node leads to a node, and there are as many as its type can use. */
final class ConnectionCheck {

    private final Draft draft;
    private final Faults faults;
    private final Map<String, Draft.Step> steps;
    private final Map<String, Record> settings;

    ConnectionCheck(Draft draft, Faults faults, Map<String, Draft.Step> steps, Map<String, Record> settings) {
        this.draft = draft;
        this.faults = faults;
        this.steps = steps;
        this.settings = settings;
    }

    void check() {
        draft.arrows().forEach(this::ends);
        steps.values().forEach(step -> {
            plain(step);
            errors(step);
            if (settings.get(step.id()) instanceof Branching branching) {
                branches(step, branching);
            }
            if (settings.get(step.id()) instanceof Forking forking) {
                forking.starts().forEach(start -> exists(start, step.pointerTo(start, "/branches"), step.id()));
            }
        });
    }

    private void ends(Draft.Arrow arrow) {
        exists(arrow.connection().source(), arrow.pointer() + "/source", null);
        exists(arrow.connection().target(), arrow.pointer() + "/target", null);
    }

    private void exists(String id, String pointer, @Nullable String node) {
        if (!steps.containsKey(id)) {
            faults.value(pointer, node, "There is no node '" + id + "'", NearestName.hint(id, steps.keySet()));
        }
    }

    private List<Draft.Arrow> from(Draft.Step step, boolean onError) {
        return draft.arrows().stream()
                .filter(arrow -> arrow.connection().source().equals(step.id()))
                .filter(arrow -> arrow.connection().onError() == onError)
                .toList();
    }

    private void plain(Draft.Step step) {
        var plain = from(step, false);
        if (step.is(NodeType.Role.END)) {
            plain.forEach(arrow ->
                    faults.value(arrow.pointer(), step.id(), "Nothing comes after an end", "remove the connection"));
            return;
        }
        if (step.mayBe(NodeType.Role.BRANCH) || step.is(NodeType.Role.PARALLEL) || step.is(NodeType.Role.LOOP)) {
            return;
        }
        plain.stream()
                .skip(1)
                .forEach(arrow -> faults.value(
                        arrow.pointer(),
                        step.id(),
                        "Node '" + step.id() + "' already leads to '"
                                + plain.getFirst().connection().target() + "'",
                        "use parallel to do both or condition_branch to choose"));
    }

    private void errors(Draft.Step step) {
        var errors = from(step, true);
        var branches = step.node().policy().onError() == OnError.BRANCH;
        if (branches && errors.isEmpty()) {
            faults.value(
                    step.pointer() + "/data/onError",
                    step.id(),
                    "onError: branch needs a connection to take",
                    "add {source: " + step.id() + ", target: ..., on: error}");
        }
        errors.stream()
                .skip(branches ? 1 : 0)
                .forEach(arrow -> faults.value(
                        arrow.pointer(),
                        step.id(),
                        branches
                                ? "Node '" + step.id() + "' has two error connections"
                                : "This error connection is never taken",
                        branches ? "keep one" : "set onError: branch on node '" + step.id() + "'"));
    }

    private void branches(Draft.Step step, Branching branching) {
        var targets = new TreeSet<String>();
        for (var i = 0; i < branching.branches().size(); i++) {
            var target = branching.branches().get(i).targetNodeId();
            targets.add(target);
            exists(target, step.pointerTo(target, "/branches/" + i + "/targetNodeId"), step.id());
        }
        var otherwise = branching.defaultTargetNodeId();
        if (otherwise != null) {
            targets.add(otherwise);
            exists(otherwise, step.config() + "/defaultTargetNodeId", step.id());
        } else if (branching.branches().stream()
                .noneMatch(branch -> branch.condition().always())) {
            faults.value(
                    step.config(),
                    step.id(),
                    "The branch has no default, so a message that fits no condition gets stuck",
                    "add defaultTargetNodeId: or a branch with the condition true");
        }
        neverTaken(step, targets);
    }

    private void neverTaken(Draft.Step step, Set<String> targets) {
        from(step, false).stream()
                .filter(arrow -> !targets.contains(arrow.connection().target()))
                .filter(arrow -> steps.containsKey(arrow.connection().target()))
                .forEach(arrow -> faults.value(
                        arrow.pointer(),
                        step.id(),
                        "No branch of '" + step.id() + "' leads to '"
                                + arrow.connection().target() + "'",
                        "name it in branches or as defaultTargetNodeId, or remove the connection"));
    }
}
