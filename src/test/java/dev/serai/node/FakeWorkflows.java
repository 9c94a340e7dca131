package dev.serai.node;

import dev.serai.provider.CallTag;
import dev.serai.provider.Interrupt;
import dev.serai.provider.Progress;
import dev.serai.provider.ProviderException;
import dev.serai.provider.StartedRun;
import dev.serai.provider.Usage;
import dev.serai.provider.WorkflowAnswer;
import dev.serai.provider.WorkflowEvent;
import dev.serai.provider.WorkflowSummary;
import dev.serai.provider.Workflows;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A workflow that ends as it was told to. */
final class FakeWorkflows implements Workflows {

    @Nullable
    String answer;

    @Nullable
    Interrupt interrupt;

    @Nullable
    Map<String, Object> parameters;

    @Nullable
    Mode mode;

    @Nullable
    Duration cacheTtl;

    /** What polls find, one after the other. */
    final Queue<Supplier<Progress>> progress = new ArrayDeque<>();

    /** What was done, in a few words. */
    final List<String> deeds = new ArrayList<>();

    private WorkflowAnswer answered() {
        if (answer == null) {
            throw new ProviderException.Business("5000", "out of order");
        }
        return new WorkflowAnswer(answer, "e1", Usage.of(1, 2, 3), interrupt);
    }

    @Override
    public WorkflowAnswer run(String workflow, Map<String, Object> parameters, CallTag tag, Mode mode) {
        return run(workflow, parameters, tag, mode, Duration.ZERO);
    }

    @Override
    public WorkflowAnswer run(
            String workflow, Map<String, Object> parameters, CallTag tag, Mode mode, Duration cacheTtl) {
        this.parameters = parameters;
        this.mode = mode;
        this.cacheTtl = cacheTtl;
        return answered();
    }

    @Override
    public WorkflowAnswer stream(
            String workflow, Map<String, Object> parameters, CallTag tag, Consumer<WorkflowEvent> listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StartedRun start(String workflow, Map<String, Object> parameters, CallTag tag, @Nullable String key) {
        this.parameters = parameters;
        deeds.add("start " + workflow + " as " + key);
        return new StartedRun("e1", Duration.ofSeconds(2));
    }

    @Override
    public Progress poll(String workflow, String executeId) {
        deeds.add("poll " + workflow + " " + executeId);
        return progress.remove().get();
    }

    @Override
    public WorkflowAnswer resume(String workflow, String eventId, String data, CallTag tag) {
        deeds.add("resume " + workflow + " " + eventId + " with " + data);
        return answered();
    }

    @Override
    public WorkflowAnswer resume(
            String workflow, String eventId, String data, CallTag tag, Consumer<WorkflowEvent> listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> names() {
        return Set.of();
    }

    @Override
    public List<WorkflowSummary> summaries() {
        return List.of();
    }
}
