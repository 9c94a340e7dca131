package dev.serai.node;

import dev.serai.provider.CallTag;
import dev.serai.provider.Interrupt;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Usage;
import dev.serai.provider.WorkflowAnswer;
import dev.serai.provider.WorkflowEvent;
import dev.serai.provider.Workflows;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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

    @Override
    public WorkflowAnswer run(String workflow, Map<String, Object> parameters, CallTag tag, Mode mode) {
        this.parameters = parameters;
        this.mode = mode;
        if (answer == null) {
            throw new ProviderException.Business("5000", "out of order");
        }
        return new WorkflowAnswer(answer, "e1", Usage.of(1, 2, 3), interrupt);
    }

    @Override
    public WorkflowAnswer stream(
            String workflow, Map<String, Object> parameters, CallTag tag, Consumer<WorkflowEvent> listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> names() {
        return Set.of();
    }
}
