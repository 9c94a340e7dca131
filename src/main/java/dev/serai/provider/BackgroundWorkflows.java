package dev.serai.provider;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs workflows that nobody waits for: begins one once, and keeps account of its end when somebody learns of it. */
@Component
class BackgroundWorkflows {

    private static final Attempts.Retrial QUIET = (attempt, of, cause) -> {};

    private final WorkflowCalls calls;
    private final WorkflowJournal journal;
    private final BackgroundRuns runs;
    private final ProviderProperties.Runs pauses;

    BackgroundWorkflows(
            WorkflowCalls calls, WorkflowJournal journal, BackgroundRuns runs, ProviderProperties settings) {
        this.calls = calls;
        this.journal = journal;
        this.runs = runs;
        this.pauses = settings.runs();
    }

    /**
     * Begins a run; one that was begun under the same key and has not ended is not begun again.
     *
     * @throws ProviderException if it could not be begun
     * @throws WorkflowRefused.UnknownStart if nobody knows whether it was begun under this key
     */
    StartedRun start(KnownWorkflow workflow, Map<String, Object> input, CallTag tag, @Nullable String key) {
        var begun = runs.begin(workflow, journal.shown(input), tag, key);
        if (begun.isEmpty()) {
            return goingOn(workflow, String.valueOf(key));
        }
        var account = journal.started(workflow.name(), workflow.provider().name(), input, tag);
        String executeId;
        try {
            executeId = calls.run(
                    workflow, wire -> workflow.provider().start(workflow.target(), input, wire), account::again);
        } catch (ProviderException e) {
            account.failed(e);
            runs.end(begun.get(), BackgroundRuns.State.ERROR);
            throw e;
        } catch (RuntimeException e) {
            account.aborted(e);
            runs.end(begun.get(), BackgroundRuns.State.ERROR);
            throw e;
        }
        runs.started(begun.get(), executeId);
        return new StartedRun(executeId, pauses.pause());
    }

    private StartedRun goingOn(KnownWorkflow workflow, String key) {
        var run = runs.find(key).orElseThrow(() -> new WorkflowRefused.UnknownStart(workflow.name()));
        var executeId = run.executeId();
        if (executeId == null) {
            runs.end(run, BackgroundRuns.State.UNKNOWN);
            throw new WorkflowRefused.UnknownStart(workflow.name());
        }
        return new StartedRun(executeId, pauses.pauseAt(runs.age(run)));
    }

    /**
     * What became of a run.
     *
     * @throws ProviderException if the provider could not be asked, and there is time to ask again
     * @throws WorkflowRefused.UnknownRun if there is no such run
     */
    Progress poll(KnownWorkflow workflow, String executeId) {
        var run = runs.find(workflow.name(), executeId)
                .orElseThrow(() -> new WorkflowRefused.UnknownRun(workflow.name(), executeId));
        try {
            var answer = ask(workflow, executeId);
            if (answer.isPresent()) {
                return ended(run, answer.get());
            }
        } catch (ProviderException.Business | ProviderException.Interrupted e) {
            return failed(run, BackgroundRuns.State.ERROR, e);
        } catch (ProviderException e) {
            if (!runs.late(run)) {
                throw e;
            }
        }
        return runs.late(run) ? timedOut(run, workflow.timeout()) : new Progress.Running(pauses.pauseAt(runs.age(run)));
    }

    /** One look at a run, without a trace. */
    Optional<WorkflowAnswer> ask(KnownWorkflow workflow, String executeId) {
        return calls.reach(workflow, wire -> workflow.provider().poll(workflow.target(), executeId, wire), QUIET);
    }

    /** Gives up the runs whose time was over before somebody asked for them; tells how many. */
    int giveUp() {
        var all = 0;
        for (var overdue = runs.overdue(); !overdue.isEmpty(); overdue = runs.overdue()) {
            overdue.forEach(run -> timedOut(run, Duration.between(run.createdAt(), run.deadline())));
            all += overdue.size();
        }
        return all;
    }

    private Progress ended(BackgroundRun run, WorkflowAnswer answer) {
        calls.keep(new Interrupts.Source(run.workflow(), WaitingInterrupt.Origin.ASYNC, 0, run.tag()), answer);
        var state = answer.interrupted() ? BackgroundRuns.State.INTERRUPTED : BackgroundRuns.State.SUCCESS;
        if (runs.end(run, state)) {
            journal.ended(run).answered(answer);
        }
        return new Progress.Ended(answer);
    }

    private Progress timedOut(BackgroundRun run, Duration limit) {
        return failed(run, BackgroundRuns.State.TIMEOUT, new ProviderException.TimedOut(limit));
    }

    private Progress failed(BackgroundRun run, BackgroundRuns.State state, ProviderException error) {
        if (runs.end(run, state)) {
            journal.ended(run).failed(error);
        }
        return new Progress.Failed(error);
    }
}
