package dev.serai.provider;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A workflow provider without a network: each attempt takes the next step of its script. */
final class ScriptedWorkflows implements WorkflowProvider {

    /** What the provider was asked for, in a few words. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    private final Queue<Step> script = new ArrayDeque<>();
    private final Queue<Supplier<String>> starts = new ArrayDeque<>();
    private final Queue<Supplier<Optional<WorkflowAnswer>>> polls = new ArrayDeque<>();

    /** One attempt. */
    @FunctionalInterface
    interface Step {
        WorkflowAnswer take(Consumer<WorkflowEvent> listener) throws InterruptedException;
    }

    ScriptedWorkflows then(Step step) {
        script.add(step);
        return this;
    }

    ScriptedWorkflows fails(ProviderException failure) {
        return then(listener -> {
            throw failure;
        });
    }

    ScriptedWorkflows answers(String content, Usage usage) {
        return then(listener -> new WorkflowAnswer(content, null, usage, null));
    }

    /** The workflow stops half-way. */
    ScriptedWorkflows asks(String question, String eventId) {
        var executeId = eventId.substring(0, eventId.indexOf('/'));
        return then(listener -> new WorkflowAnswer(question, executeId, Usage.none(), new Interrupt(eventId, 2, "")));
    }

    ScriptedWorkflows starts(Supplier<String> start) {
        starts.add(start);
        return this;
    }

    ScriptedWorkflows polls(Supplier<Optional<WorkflowAnswer>> poll) {
        polls.add(poll);
        return this;
    }

    boolean isPlayed() {
        return script.isEmpty();
    }

    @Override
    public String name() {
        return "coze";
    }

    @Override
    public List<String> validateConfig(WorkflowTarget target) {
        return "0".equals(target.workflowId()) ? List.of("There is no token. Set COZE_API_TOKEN.") : List.of();
    }

    @Override
    public WorkflowAnswer run(WorkflowTarget target, Map<String, Object> parameters, Wire wire) {
        return stream(target, parameters, wire, event -> {});
    }

    @Override
    public WorkflowAnswer stream(
            WorkflowTarget target, Map<String, Object> parameters, Wire wire, Consumer<WorkflowEvent> listener) {
        try {
            return script.remove().take(listener);
        } catch (InterruptedException e) {
            throw new ProviderException.Network("closed by interrupt", e);
        }
    }

    @Override
    public String start(WorkflowTarget target, Map<String, Object> parameters, Wire wire) {
        asked.add("start");
        return starts.remove().get();
    }

    @Override
    public Optional<WorkflowAnswer> poll(WorkflowTarget target, String executeId, Wire wire) {
        asked.add("poll " + executeId);
        return polls.remove().get();
    }

    @Override
    public WorkflowAnswer resume(WorkflowTarget target, Resumption resumption, Wire wire) {
        asked.add("resume " + resumption.eventId() + " with " + resumption.data());
        return stream(target, Map.of(), wire, event -> {});
    }

    @Override
    public WorkflowAnswer resume(
            WorkflowTarget target, Resumption resumption, Wire wire, Consumer<WorkflowEvent> listener) {
        asked.add("stream resume " + resumption.eventId() + " with " + resumption.data());
        return stream(target, Map.of(), wire, listener);
    }
}
