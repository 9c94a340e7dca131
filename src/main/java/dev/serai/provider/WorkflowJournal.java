package dev.serai.provider;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps account of workflow runs: console lines, a row for each end, meters. */
@Component
class WorkflowJournal {

    private static final Logger LOG = LoggerFactory.getLogger(WorkflowJournal.class);

    private final LogRows rows;
    private final Meters meters;
    private final CallEvents events;
    private final Clock clock;
    private final int limit;

    WorkflowJournal(LogRows rows, Meters meters, CallEvents events, Clock clock, ProviderProperties settings) {
        this.rows = rows;
        this.meters = meters;
        this.events = events;
        this.clock = clock;
        this.limit = settings.log().textLimit();
    }

    /** Opens the account of one run. */
    Entry started(String workflow, String provider, Map<String, Object> parameters, CallTag tag) {
        var input = Mask.json(parameters, limit);
        LOG.info("AI workflow started: {} {}", workflow, input);
        var row = Row.of(clock, provider, tag).with("workflow_name", workflow).with("request_params", input);
        return new Entry(workflow, provider, tag, row);
    }

    /** The account of one run; ends with one of the last three. */
    final class Entry {

        private final String workflow;
        private final String provider;
        private final CallTag tag;
        private final Row row;
        private final long begin = System.nanoTime();

        private Entry(String workflow, String provider, CallTag tag, Row row) {
            this.workflow = workflow;
            this.provider = provider;
            this.tag = tag;
            this.row = row;
        }

        void again(int attempt, int of, ProviderException cause) {
            LOG.warn("AI workflow retry attempt {}/{}: {} ({})", attempt, of, workflow, cause.reason());
        }

        void answered(WorkflowAnswer answer) {
            var took = took();
            var interrupt = answer.interrupt();
            var tokens = answer.usage().total();
            if (interrupt == null) {
                LOG.info("AI workflow completed: {} ({}ms, {} tokens)", workflow, took.toMillis(), tokens);
            } else {
                LOG.warn("AI workflow interrupted: {} ({}ms, {} tokens)", workflow, took.toMillis(), tokens);
            }
            row.with("interrupt_event_id", interrupt == null ? null : interrupt.eventId());
            write(interrupt == null ? Outcome.SUCCESS : Outcome.INTERRUPTED, answer.usage(), took);
        }

        void failed(ProviderException error) {
            var outcome = Outcome.of(error);
            if (outcome == Outcome.INTERRUPTED) {
                LOG.warn("AI workflow interrupted: {} ({})", workflow, error.getMessage());
            } else {
                LOG.error("AI workflow failed: {} ({})", workflow, error.getMessage());
            }
            row.error(error).with("interrupt_event_id", null);
            write(outcome, Usage.none(), took());
        }

        /** The one who listened gave up, or we have a fault of our own. */
        void aborted(RuntimeException cause) {
            LOG.error(
                    "AI workflow failed: {} (Aborted by {})",
                    workflow,
                    cause.getClass().getSimpleName());
            row.with("error_code", "aborted")
                    .with("error_message", cause.getClass().getName())
                    .with("interrupt_event_id", null);
            write(Outcome.ERROR, Usage.none(), took());
        }

        private void write(Outcome outcome, Usage usage, Duration took) {
            meters.workflow(provider, workflow, outcome, took);
            rows.workflow(row.outcome(outcome, took.toMillis()).usage(usage).columns());
            var ending = new CallEnding(outcome, row.errorCode(), usage, took, null, clock.instant());
            events.finished(new WorkflowCallFinished(workflow, provider, tag, ending));
        }

        private Duration took() {
            return Duration.ofNanos(System.nanoTime() - begin);
        }
    }
}
