package dev.serai.worktool;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells the modules above that commands came to their end, and counts how. */
@Component
class CommandNews {

    private static final Logger LOG = LoggerFactory.getLogger(CommandNews.class);

    private final ApplicationEventPublisher events;
    private final MeterRegistry meters;

    CommandNews(ApplicationEventPublisher events, MeterRegistry meters) {
        this.events = events;
        this.meters = meters;
    }

    /** Counts how an attempt or a command ended. */
    void count(String outcome) {
        meters.counter("serai.worktool.commands", "outcome", outcome).increment();
    }

    /** A listener that fails is recorded here; it must not stop the line of a robot. */
    void tell(List<CommandFinished> finished) {
        for (var command : finished) {
            count(command.status().word());
            if (command.status() != CommandStatus.SUCCEEDED) {
                LOG.warn(
                        "Command ended otherwise than wished: sendId={} run={} node={} status={}",
                        command.sendId(),
                        command.runId(),
                        command.nodeId(),
                        command.status().word());
            }
            try {
                events.publishEvent(command);
            } catch (RuntimeException e) {
                LOG.error("A listener failed on the end of a command: sendId={}", command.sendId(), e);
            }
        }
    }
}
