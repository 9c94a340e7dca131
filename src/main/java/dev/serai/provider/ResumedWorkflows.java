package dev.serai.provider;

import org.springframework.stereotype.Component;

/** Goes on with workflows that waited for somebody, the way they were begun. */
@Component
class ResumedWorkflows {

    private final WorkflowCalls calls;
    private final FollowedRuns followed;
    private final WorkflowJournal journal;
    private final Interrupts interrupts;

    ResumedWorkflows(WorkflowCalls calls, FollowedRuns followed, WorkflowJournal journal, Interrupts interrupts) {
        this.calls = calls;
        this.followed = followed;
        this.journal = journal;
        this.interrupts = interrupts;
    }

    /** Who answers, and where what comes of it is told. */
    record Caller(CallTag tag, Gate<WorkflowEvent> gate) {}

    /** An answer on its way. */
    private record Answering(
            KnownWorkflow workflow, WaitingInterrupt taken, Resumption resumption, WorkflowCalls.Call call) {}

    /**
     * Takes an interrupt and tells the provider what was answered. If the provider could not be reached, somebody may
     * answer again.
     *
     * @throws WorkflowRefused if the interrupt cannot be answered, or somebody else was faster
     * @throws ProviderException if the run failed
     */
    WorkflowAnswer resume(KnownWorkflow workflow, String eventId, String data, Caller caller) {
        var taken =
                interrupts.take(workflow.name(), eventId, workflow.settings().maxResumes());
        var life = taken.life();
        var tag = caller.tag().run() == null ? taken.tag() : caller.tag();
        var resumption = new Resumption(eventId, taken.interrupt().type(), data);
        var account = journal.resumed(taken, workflow.provider().name(), resumption, tag);
        var source = new Interrupts.Source(workflow.name(), life.origin(), life.resumes() + 1, tag);
        var call = new WorkflowCalls.Call(account, source, caller.gate());
        var answering = new Answering(workflow, taken, resumption, call);
        try {
            return calls.make(call, () -> answer(answering));
        } catch (ProviderException e) {
            if (unreached(e) && !Thread.currentThread().isInterrupted()) {
                interrupts.release(taken);
            }
            throw e;
        }
    }

    private WorkflowAnswer answer(Answering one) {
        return switch (one.taken().life().origin()) {
            case STREAM -> streamed(one);
            case SYNC -> told(one, whole(one));
            case ASYNC -> told(one, followed.end(one.workflow(), whole(one), one.taken()));
        };
    }

    private WorkflowAnswer streamed(Answering one) {
        var workflow = one.workflow();
        return calls.run(
                workflow,
                wire -> workflow.provider()
                        .resume(
                                workflow.target(),
                                one.resumption(),
                                wire,
                                one.call().gate()),
                one.call().account()::again);
    }

    private WorkflowAnswer whole(Answering one) {
        var workflow = one.workflow();
        return calls.run(
                workflow,
                wire -> workflow.provider().resume(workflow.target(), one.resumption(), wire),
                one.call().account()::again);
    }

    /** Those who listen hear an answer in one piece as well. */
    private static WorkflowAnswer told(Answering one, WorkflowAnswer answer) {
        one.call().gate().accept(new WorkflowEvent.Message(answer.content(), "", true));
        return answer;
    }

    /** Whether the provider took no answer. */
    private static boolean unreached(ProviderException failure) {
        return switch (failure) {
            case ProviderException.Network e -> true;
            case ProviderException.ServerError e -> true;
            case ProviderException.BadRequest e -> true;
            case ProviderException.Unauthorized e -> true;
            case ProviderException.RateLimited e -> true;
            case ProviderException.Unavailable e -> true;
            case ProviderException.UnknownModel e -> true;
            case ProviderException.UnknownWorkflow e -> true;
            case ProviderException.TimedOut e -> false;
            case ProviderException.Interrupted e -> false;
            case ProviderException.Broken e -> false;
            case ProviderException.Business e -> false;
        };
    }
}
