package dev.serai.provider;

import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The one call path of workflows: what every call has in common, from its account to its end. */
@Component
class WorkflowCalls {

    private final KnownWorkflows known;
    private final Wires wires;
    private final Attempts attempts;
    private final Interrupts interrupts;

    WorkflowCalls(KnownWorkflows known, Wires wires, Attempts attempts, Interrupts interrupts) {
        this.known = known;
        this.wires = wires;
        this.attempts = attempts;
        this.interrupts = interrupts;
    }

    /**
     * A call about to be made.
     *
     * @param account where its end is noted
     * @param source what an interrupt is kept with
     * @param gate where its end is told
     */
    record Call(WorkflowJournal.Entry account, Interrupts.Source source, Gate<WorkflowEvent> gate) {}

    /** Does the work of a call, notes and tells how it ended, and keeps an interrupt for whoever will answer. */
    WorkflowAnswer make(Call call, Supplier<WorkflowAnswer> work) {
        WorkflowAnswer answer;
        try {
            answer = work.get();
            keep(call.source(), answer);
            call.account().answered(answer);
        } catch (ProviderException e) {
            call.account().failed(e);
            call.gate().close(new WorkflowEvent.Failed(e));
            throw e;
        } catch (RuntimeException e) {
            call.account().aborted(e);
            throw e;
        }
        call.gate().close(end(answer));
        return answer;
    }

    /** Keeps what the workflow waits for, if it does. */
    void keep(Interrupts.Source source, WorkflowAnswer answer) {
        var interrupt = answer.interrupt();
        if (interrupt != null) {
            interrupts.keep(source, answer, interrupt);
        }
    }

    /** The last thing a listener hears. */
    static WorkflowEvent end(WorkflowAnswer answer) {
        var interrupt = answer.interrupt();
        return interrupt == null ? new WorkflowEvent.Done(answer) : new WorkflowEvent.Interrupted(answer, interrupt);
    }

    /**
     * Asks the provider, as often and as long as the failure policy says.
     *
     * @throws ProviderException if there is no answer
     */
    <T> T reach(KnownWorkflow workflow, Function<Wire, T> attempt, Attempts.Retrial retrial) {
        var problems = known.problems(workflow);
        if (!problems.isEmpty()) {
            throw new ProviderException.Unauthorized(String.join(" ", problems));
        }
        var wire = wires.to(workflow.provider().name());
        return attempts.run(workflow.timeout(), () -> attempt.apply(wire), retrial);
    }

    /** As {@link #reach}, when the workflow's turn has come. */
    <T> T run(KnownWorkflow workflow, Function<Wire, T> attempt, Attempts.Retrial retrial) {
        return reach(workflow, wire -> workflow.turns().take(() -> attempt.apply(wire)), retrial);
    }
}
