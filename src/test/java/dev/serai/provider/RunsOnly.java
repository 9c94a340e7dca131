package dev.serai.provider;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A workflow provider that neither runs in the background nor interrupts. */
interface RunsOnly extends WorkflowProvider {

    @Override
    default String start(WorkflowTarget target, Map<String, Object> parameters, Wire wire) {
        throw new UnsupportedOperationException();
    }

    @Override
    default Optional<WorkflowAnswer> poll(WorkflowTarget target, String executeId, Wire wire) {
        throw new UnsupportedOperationException();
    }

    @Override
    default WorkflowAnswer resume(WorkflowTarget target, Resumption resumption, Wire wire) {
        throw new UnsupportedOperationException();
    }

    @Override
    default WorkflowAnswer resume(
            WorkflowTarget target, Resumption resumption, Wire wire, Consumer<WorkflowEvent> listener) {
        throw new UnsupportedOperationException();
    }
}
