package dev.serai.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Speaks one provider's workflow protocol. Found as a Spring bean. It makes one attempt; retry, time limit, breaker and
 * logs are the caller's business.
 */
public interface WorkflowProvider {

    /** The name that configuration uses, such as {@code coze}. */
    String name();

    /** What is missing or wrong in the settings, a sentence each that names what to set; empty if it can be run. */
    List<String> validateConfig(WorkflowTarget target);

    /** One run, answered in one piece. */
    WorkflowAnswer run(WorkflowTarget target, Map<String, Object> parameters, Wire wire);

    /** One run, answered piece by piece: tells messages and pings, the end is told by the returned answer. */
    WorkflowAnswer stream(
            WorkflowTarget target, Map<String, Object> parameters, Wire wire, Consumer<WorkflowEvent> listener);

    /** Begins a run that is not waited for; answers the id to ask for it by. */
    String start(WorkflowTarget target, Map<String, Object> parameters, Wire wire);

    /** What became of a run that was {@link #start started}; empty while it is under way. */
    Optional<WorkflowAnswer> poll(WorkflowTarget target, String executeId, Wire wire);

    /** Goes on with an interrupted run, answered in one piece. */
    WorkflowAnswer resume(WorkflowTarget target, Resumption resumption, Wire wire);

    /** Goes on with an interrupted run, answered piece by piece as {@link #stream}. */
    WorkflowAnswer resume(WorkflowTarget target, Resumption resumption, Wire wire, Consumer<WorkflowEvent> listener);
}
