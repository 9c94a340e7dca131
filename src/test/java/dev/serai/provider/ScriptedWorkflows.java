package dev.serai.provider;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/** A workflow provider without a network: each attempt takes the next step of its script. */
final class ScriptedWorkflows implements RunsOnly {

    private final Queue<Step> script = new ArrayDeque<>();

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
}
