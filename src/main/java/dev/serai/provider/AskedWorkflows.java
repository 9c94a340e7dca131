package dev.serai.provider;

import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Runs workflows that are waited for, or gives the answer of an earlier run. */
@Component
class AskedWorkflows {

    private final WorkflowCalls calls;
    private final WorkflowJournal journal;
    private final AnswerCache cache;

    AskedWorkflows(WorkflowCalls calls, WorkflowJournal journal, AnswerCache cache) {
        this.calls = calls;
        this.journal = journal;
        this.cache = cache;
    }

    /** Which workflow is asked what, for whom, and where what comes of it is told. */
    record Asked(KnownWorkflow workflow, Map<String, Object> input, CallTag tag, Gate<WorkflowEvent> gate) {}

    /**
     * Checks parameters against the workflow's schema.
     *
     * @throws ProviderException.BadRequest if they are not as they have to be
     */
    void check(KnownWorkflow workflow, Map<String, Object> input) {
        try {
            workflow.schema().check(input);
        } catch (ProviderException e) {
            journal.refused(workflow.name(), e);
            throw e;
        }
    }

    /**
     * Asks.
     *
     * @param timeToLive how long the answer is kept for others; not at all if zero
     */
    WorkflowAnswer ask(Asked asked, Workflows.Mode mode, Duration timeToLive) {
        try {
            check(asked.workflow(), asked.input());
            return timeToLive.isZero() ? call(asked, mode) : cached(asked, mode, timeToLive);
        } catch (ProviderException e) {
            asked.gate().close(new WorkflowEvent.Failed(e));
            throw e;
        }
    }

    private WorkflowAnswer cached(Asked asked, Workflows.Mode mode, Duration timeToLive) {
        var begin = System.nanoTime();
        var workflow = asked.workflow();
        var question =
                new AnswerCache.Question(AnswerCache.key(workflow, asked.input()), timeToLive, workflow.timeout());
        var answer = cache.get(question, () -> call(asked, mode));
        if (answer.cached()) {
            var took = Duration.ofNanos(System.nanoTime() - begin);
            journal.cached(workflow.name(), workflow.provider().name(), took);
            asked.gate().accept(new WorkflowEvent.Message(answer.content(), "", true));
            asked.gate().close(new WorkflowEvent.Done(answer));
        }
        return answer;
    }

    private WorkflowAnswer call(Asked asked, Workflows.Mode mode) {
        var workflow = asked.workflow();
        var account = journal.started(workflow.name(), workflow.provider().name(), asked.input(), asked.tag());
        var origin = mode == Workflows.Mode.SYNC ? WaitingInterrupt.Origin.SYNC : WaitingInterrupt.Origin.STREAM;
        var source = new Interrupts.Source(workflow.name(), origin, 0, asked.tag());
        var call = new WorkflowCalls.Call(account, source, asked.gate());
        return calls.make(call, () -> calls.run(workflow, wire -> attempt(asked, mode, wire), account::again));
    }

    private static WorkflowAnswer attempt(Asked asked, Workflows.Mode mode, Wire wire) {
        var provider = asked.workflow().provider();
        var target = asked.workflow().target();
        return switch (mode) {
            case STREAM -> provider.stream(target, asked.input(), wire, asked.gate());
            case SYNC -> provider.run(target, asked.input(), wire);
        };
    }
}
