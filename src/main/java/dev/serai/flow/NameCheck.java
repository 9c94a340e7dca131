package dev.serai.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Every name in a condition or template is one that something has produced by then. */
final class NameCheck {

    private final Graph graph;
    private final Map<String, Draft.Step> steps;
    private final Map<String, Record> settings;
    private final Faults faults;
    private final Set<String> variables = new TreeSet<>();

    /** Nodes that run at all; the others are told for that. */
    private final Set<String> reached;

    /** Whether some node sets variables that cannot be told until its author has mended it. */
    private final boolean unclear;

    NameCheck(Graph graph, Map<String, Draft.Step> steps, Map<String, Record> settings, Faults faults) {
        this.graph = graph;
        this.steps = steps;
        this.settings = settings;
        this.faults = faults;
        this.reached = graph.entry().map(entry -> graph.after(List.of(entry))).orElse(Set.of());
        this.unclear = steps.values().stream()
                .filter(step -> !settings.containsKey(step.id()))
                .anyMatch(
                        step -> step.type().map(type -> type.schema().naming()).orElse(true));
    }

    void check() {
        settings.values().forEach(record -> {
            if (record instanceof Naming naming) {
                variables.addAll(naming.names());
            }
        });
        steps.values().forEach(step -> {
            var record = settings.get(step.id());
            if (record != null) {
                SettingsTexts.of(record).forEach(text -> text.variables().forEach(name -> check(step, text, name)));
            }
        });
    }

    private void check(Draft.Step step, SettingsTexts.Text text, String name) {
        var path = List.of(name.split("\\."));
        var wrong =
                switch (path.getFirst()) {
                    case ScopePath.CONTEXT -> context(path.subList(1, path.size()));
                    case ScopePath.NODES -> node(step, path);
                    case ScopePath.VARIABLES -> variable(path);
                    default -> bare(path, text.localNames());
                };
        wrong.ifPresent(problem -> faults.inside(
                step.pointerTo(text.written(), text.pointer()),
                Math.max(0, text.written().indexOf(name) + 1),
                step.id(),
                problem.message(),
                problem.hint()));
    }

    private Optional<Problem> context(List<String> path) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        var field = path.getFirst();
        if (!ContextFields.names().contains(field)) {
            return unknown("The context has no field '" + field + "'", field, ContextFields.names());
        }
        if (field.equals(ScopePath.VARIABLES)) {
            return variable(path);
        }
        var inside = ContextFields.inside(field);
        if (path.size() < 2 || inside.isEmpty() || inside.contains(path.get(1))) {
            return Optional.empty();
        }
        return unknown("'" + field + "' has no field '" + path.get(1) + "'", path.get(1), inside);
    }

    private Optional<Problem> node(Draft.Step reader, List<String> path) {
        if (path.size() < 2) {
            return Optional.empty();
        }
        var id = path.get(1);
        var step = steps.get(id);
        if (step == null) {
            return unknown("There is no node '" + id + "'", id, steps.keySet());
        }
        if (reached.contains(reader.id()) && !graph.after(graph.next(id)).contains(reader.id())) {
            return Optional.of(new Problem(
                    "Node '" + id + "' cannot have run before '" + reader.id() + "'",
                    "read the output of a node on the path to it"));
        }
        var outputs = outputs(step);
        if (path.size() < 3 || step.type().isEmpty() || outputs.contains(path.get(2))) {
            return Optional.empty();
        }
        return unknown("Node '" + id + "' has no output '" + path.get(2) + "'", path.get(2), outputs);
    }

    private Set<String> outputs(Draft.Step step) {
        var outputs = new TreeSet<String>();
        step.type().ifPresent(type -> outputs.addAll(type.outputs()));
        if (settings.get(step.id()) instanceof Naming naming) {
            outputs.addAll(naming.names());
        }
        outputs.addAll(afterFailure(step.node().policy()));
        return outputs;
    }

    private static Set<String> afterFailure(NodePolicy policy) {
        return switch (policy.onError()) {
            case FAIL -> Set.of();
            case CONTINUE, BRANCH -> Set.of("error");
            case DEFAULT -> {
                var names = new TreeSet<String>();
                policy.defaultOutput().fieldNames().forEachRemaining(names::add);
                yield names;
            }
        };
    }

    private Optional<Problem> variable(List<String> path) {
        if (path.size() < 2 || unclear || variables.contains(path.get(1))) {
            return Optional.empty();
        }
        return unknown("No node sets the variable '" + path.get(1) + "'", path.get(1), variables);
    }

    private Optional<Problem> bare(List<String> path, Set<String> local) {
        var name = path.getFirst();
        if (unclear || variables.contains(name) || local.contains(name)) {
            return Optional.empty();
        }
        if (ContextFields.names().contains(name)) {
            return context(path);
        }
        var producer = steps.values().stream()
                .filter(step -> outputs(step).contains(name))
                .findFirst();
        if (producer.isPresent()) {
            return Optional.of(new Problem(
                    "No node produces '" + name + "' under this name",
                    "write nodes." + producer.get().id() + "." + name));
        }
        var known = new TreeSet<>(ContextFields.names());
        known.addAll(variables);
        known.addAll(local);
        return unknown("No node produces '" + name + "'", name, known);
    }

    private static Optional<Problem> unknown(String message, String name, Set<String> known) {
        return Optional.of(new Problem(message, NearestName.hint(name, known)));
    }

    private record Problem(String message, String hint) {}
}
