package dev.serai.node;

import dev.serai.engine.NodeFailed;
import dev.serai.engine.NodeKind;
import dev.serai.engine.Outcome;
import dev.serai.engine.Step;
import dev.serai.engine.Weave;
import dev.serai.flow.Branch;
import dev.serai.flow.Branching;
import dev.serai.flow.ConditionFailed;
import dev.serai.flow.NodeType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.language.LanguageExpression;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code condition_branch}: goes where the first condition that holds leads, asked by ascending priority. A condition
 * that fails does not hold. The decision is kept, so that a run that is taken up again goes the same way.
 */
@Component
class ConditionBranchNode implements NodeKind<ConditionBranchNode.Settings> {

    /**
     * Where to go when.
     *
     * @param conditionField field of the context that matters here, shown in the log
     * @param branches the ways, asked by ascending priority; the first whose condition holds is taken
     * @param defaultTargetNodeId where to go when no condition holds
     */
    record Settings(
            @Nullable String conditionField,
            @Nullable List<Branch> branches,
            @Nullable String defaultTargetNodeId) implements Branching {

        Settings {
            branches = Objects.requireNonNullElse(branches, List.<Branch>of()).stream()
                    .sorted(Comparator.comparingInt(Branch::priority))
                    .toList();
        }

        @Override
        public List<Branch> branches() {
            return Objects.requireNonNull(branches);
        }
    }

    @Override
    public NodeType type() {
        return new NodeType(
                "condition_branch", Set.of("decision"), Settings.class, Set.of("branch"), NodeType.Role.BRANCH);
    }

    @Override
    public Outcome run(Settings settings, Step step) {
        var failed = new ArrayList<String>();
        var taken = settings.branches().stream()
                .filter(branch -> holds(branch, step, failed))
                .map(Branch::targetNodeId)
                .findFirst()
                .orElse(settings.defaultTargetNodeId());
        if (taken == null) {
            throw new NodeFailed("no condition holds and there is no defaultTargetNodeId" + told(failed), false, null);
        }
        var input = new LinkedHashMap<String, @Nullable Object>();
        var field = settings.conditionField();
        if (field != null) {
            input.put(field, step.context(field.startsWith("context.") ? field.substring(8) : field));
        }
        if (!failed.isEmpty()) {
            input.put("failedConditions", failed);
        }
        return Outcome.of(java.util.Map.of("branch", taken)).from(input);
    }

    private static boolean holds(Branch branch, Step step, List<String> failed) {
        try {
            return branch.condition().test(step.scope());
        } catch (ConditionFailed e) {
            failed.add(branch.condition().text() + ": " + e.getMessage());
            return false;
        }
    }

    private static String told(List<String> failed) {
        return failed.isEmpty() ? "" : "; failed: " + String.join(", ", failed);
    }

    @Override
    public void weave(ProcessorDefinition<?> route, Weave<Settings> weave) {
        weave.step(route);
        var choice = route.choice();
        var otherwise = weave.settings().defaultTargetNodeId();
        weave.settings().branches().stream()
                .map(Branch::targetNodeId)
                .distinct()
                .filter(target -> !target.equals(otherwise))
                .forEach(target -> weave.follow(target, choice.when(taken(weave.id(), target))));
        if (otherwise != null) {
            weave.follow(otherwise, choice.otherwise());
        }
        choice.end();
    }

    private static LanguageExpression taken(String node, String target) {
        return new LanguageExpression("jexl", "nodes['" + node + "'].branch == '" + target + "'");
    }
}
