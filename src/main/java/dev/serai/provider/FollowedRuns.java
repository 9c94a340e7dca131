package dev.serai.provider;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Follows runs in the background that go on after an answer, to their end. */
@Component
class FollowedRuns {

    private final BackgroundWorkflows background;
    private final BackgroundRuns runs;
    private final ProviderProperties.Runs pauses;
    private final Clock clock;
    private final Pause pause;

    FollowedRuns(
            BackgroundWorkflows background,
            BackgroundRuns runs,
            ProviderProperties settings,
            Clock clock,
            Pause pause) {
        this.background = background;
        this.runs = runs;
        this.pauses = settings.runs();
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * What comes of a run that has been answered.
     *
     * @param first what the provider said to the answer
     * @param answered the interrupt that is over
     * @throws ProviderException if the run failed, or its time was over
     */
    WorkflowAnswer end(KnownWorkflow workflow, WorkflowAnswer first, WaitingInterrupt answered) {
        var executeId = answered.executeId();
        if (executeId == null) {
            return first;
        }
        try {
            var open = first.content().isEmpty() && !first.interrupted();
            var answer = open ? followed(workflow, executeId, answered) : first;
            var state = answer.interrupted() ? BackgroundRuns.State.INTERRUPTED : BackgroundRuns.State.SUCCESS;
            runs.endResumed(workflow.name(), executeId, state);
            return answer;
        } catch (ProviderException.TimedOut e) {
            runs.endResumed(workflow.name(), executeId, BackgroundRuns.State.TIMEOUT);
            throw e;
        } catch (ProviderException.Business e) {
            runs.endResumed(workflow.name(), executeId, BackgroundRuns.State.ERROR);
            throw e;
        }
    }

    private WorkflowAnswer followed(KnownWorkflow workflow, String executeId, WaitingInterrupt answered) {
        var begun = clock.instant();
        while (true) {
            var answer = look(workflow, executeId).filter(one -> !old(one, answered));
            if (answer.isPresent()) {
                return answer.get();
            }
            var age = Duration.between(begun, clock.instant());
            if (age.compareTo(workflow.timeout()) > 0) {
                throw new ProviderException.TimedOut(workflow.timeout());
            }
            hold(pauses.pauseAt(age));
        }
    }

    /** One that cannot be asked for at this moment is asked for again later. */
    private Optional<WorkflowAnswer> look(KnownWorkflow workflow, String executeId) {
        try {
            return background.ask(workflow, executeId);
        } catch (ProviderException.Business | ProviderException.Interrupted e) {
            throw e;
        } catch (ProviderException e) {
            return Optional.empty();
        }
    }

    /** The provider may take a moment to forget what was answered. */
    private static boolean old(WorkflowAnswer answer, WaitingInterrupt answered) {
        var interrupt = answer.interrupt();
        return interrupt != null
                && interrupt.eventId().equals(answered.interrupt().eventId());
    }

    private void hold(Duration time) {
        try {
            pause.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException.Broken("the caller was interrupted while the run went on", e);
        }
    }
}
