package dev.serai.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.flow.Branch;
import dev.serai.flow.Branching;
import dev.serai.flow.Connection;
import dev.serai.flow.FlowDefinition;
import dev.serai.flow.FlowNode;
import dev.serai.flow.FlowStatus;
import dev.serai.flow.NodePolicy;
import dev.serai.flow.NodeType;
import dev.serai.flow.Semver;
import dev.serai.flow.TriggerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.language.LanguageExpression;
import org.jspecify.annotations.Nullable;

/** Node types small enough to see through, and flows made of them. */
final class TestKinds {

    private TestKinds() {}

    record Nothing() {}

    /** Does what the test says. */
    static final class Doing implements NodeKind<Nothing> {
        final AtomicInteger calls = new AtomicInteger();
        private final String name;
        private final Effect effect;
        private final Function<Step, Outcome> work;

        @Nullable
        Function<Step, Optional<Outcome>> lookUp;

        Doing(String name, Effect effect, Function<Step, Outcome> work) {
            this.name = name;
            this.effect = effect;
            this.work = work;
        }

        @Override
        public NodeType type() {
            return new NodeType(name, Set.of(), Nothing.class, Set.of("value"), NodeType.Role.STEP);
        }

        @Override
        public Effect effect() {
            return effect;
        }

        @Override
        public Outcome run(Nothing settings, Step step) {
            calls.incrementAndGet();
            return work.apply(step);
        }

        @Override
        public Optional<Outcome> lookUp(Nothing settings, Step step) {
            return lookUp == null ? Optional.empty() : lookUp.apply(step);
        }
    }

    /** Leaves its own name as its value. */
    static Doing echo() {
        return new Doing("echo", Effect.NONE, step -> Outcome.of(Map.of("value", step.node())));
    }

    record Choice(List<Branch> branches, @Nullable String defaultTargetNodeId) implements Branching {}

    /** Takes the first branch whose condition holds. */
    static final class Choosing implements NodeKind<Choice> {
        @Override
        public NodeType type() {
            return new NodeType("choose", Set.of(), Choice.class, Set.of("branch"), NodeType.Role.BRANCH);
        }

        @Override
        public Outcome run(Choice settings, Step step) {
            var taken = settings.branches().stream()
                    .filter(branch -> branch.condition().test(step.scope()))
                    .map(Branch::targetNodeId)
                    .findFirst()
                    .orElse(settings.defaultTargetNodeId());
            return Outcome.of(Map.of("branch", String.valueOf(taken)));
        }

        @Override
        public void weave(ProcessorDefinition<?> route, Weave<Choice> weave) {
            weave.step(route);
            var choice = route.choice();
            for (var branch : weave.settings().branches()) {
                var when = choice.when(new LanguageExpression(
                        "jexl", "nodes['" + weave.id() + "'].branch == '" + branch.targetNodeId() + "'"));
                weave.follow(branch.targetNodeId(), when);
            }
            var otherwise = weave.settings().defaultTargetNodeId();
            if (otherwise != null) {
                weave.follow(otherwise, choice.otherwise());
            }
            choice.end();
        }
    }

    /** Ends a run. */
    static final class Ending implements NodeKind<Nothing> {
        @Override
        public NodeType type() {
            return new NodeType("end", Set.of(), Nothing.class, Set.of("status"), NodeType.Role.END);
        }

        @Override
        public Outcome run(Nothing settings, Step step) {
            return Outcome.of(Map.of("status", "completed"));
        }
    }

    /** Draws a flow: {@code "a:echo", "a>b", "a!>c"}; choosing nodes take their config from {@code configs}. */
    static FlowDefinition flow(String id, Map<String, String> configs, String... parts) throws Exception {
        var nodes = new ArrayList<FlowNode>();
        var connections = new ArrayList<Connection>();
        for (var part : parts) {
            if (part.contains(":")) {
                var node = part.split(":");
                var config = configs.containsKey(node[0])
                        ? (ObjectNode) Json.tree(configs.get(node[0]))
                        : JsonNodeFactory.instance.objectNode();
                nodes.add(new FlowNode(node[0], node[1], node[0], config, NodePolicy.DEFAULT));
            } else {
                var onError = part.contains("!>");
                var ends = part.split("!?>");
                connections.add(new Connection(ends[0], ends[1], onError));
            }
        }
        return new FlowDefinition(
                id, id, "", Semver.of("1.0.0"), FlowStatus.ACTIVE, TriggerType.API, nodes, connections);
    }

    /** The same flow, one of whose nodes has another policy. */
    static FlowDefinition with(FlowDefinition flow, String node, NodePolicy policy) {
        var nodes = flow.nodes().stream()
                .map(one -> one.id().equals(node)
                        ? new FlowNode(one.id(), one.type(), one.name(), one.config(), policy)
                        : one)
                .toList();
        return new FlowDefinition(
                flow.id(),
                flow.name(),
                flow.description(),
                flow.version(),
                flow.status(),
                flow.triggerType(),
                nodes,
                flow.connections());
    }
}
