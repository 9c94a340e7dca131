package dev.serai.queue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Hands one piece of work to its receiver until it is done or dead. A database that is away costs no attempt: the lane
 * waits for it.
 */
@Component
class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private final List<Receiver> receivers;
    private final Acknowledgements acknowledgements;
    private final JdbcClient jdbc;
    private final QueueProperties properties;
    private final Clock clock;
    private final Counter done;
    private final Counter failed;
    private final Counter dead;
    private volatile boolean closed;

    Deliveries(
            List<Receiver> receivers,
            Acknowledgements acknowledgements,
            JdbcClient jdbc,
            QueueProperties properties,
            Journal journal) {
        this.receivers = receivers;
        this.acknowledgements = acknowledgements;
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = journal.clock();
        this.done = journal.meters().counter("serai.queue.deliveries", "outcome", "done");
        this.failed = journal.meters().counter("serai.queue.deliveries", "outcome", "failed");
        this.dead = journal.meters().counter("serai.queue.deliveries", "outcome", "dead");
    }

    /** What deliveries tell the time by and count on. */
    @Component
    record Journal(Clock clock, MeterRegistry meters) {}

    /**
     * Returns when the work is done, dead, or no longer this process's; {@code over} is told in the first two cases.
     */
    void deliver(Work work, LongConsumer over) {
        var attempt = work.attempts() + 1;
        var redelivered = work.redelivered();
        while (!closed) {
            try {
                receive(new Delivery(work.envelope(), attempt, redelivered));
                done.increment();
                acknowledgements.done(work.seq(), over);
                return;
            } catch (Fenced e) {
                over.accept(work.seq());
                return;
            } catch (RuntimeException e) {
                redelivered = true;
                if (!Unavailability.causes(e) && !(e instanceof RejectedExecutionException)) {
                    if (fail(work, attempt, e)) {
                        over.accept(work.seq());
                        return;
                    }
                    attempt++;
                }
                pause(properties.pauseAfter(attempt - work.attempts()));
            }
        }
    }

    private void receive(Delivery delivery) {
        var channel = delivery.envelope().channel();
        for (var receiver : receivers) {
            if (receiver.serves(channel)) {
                receiver.receive(delivery);
                return;
            }
        }
        throw new IllegalStateException("No receiver serves channel '" + channel + "'");
    }

    /** Notes the failure; true if this was the last attempt. */
    private boolean fail(Work work, int attempt, RuntimeException reason) {
        failed.increment();
        var last = attempt >= properties.attempts();
        var id = work.envelope().id();
        while (!closed) {
            try {
                jdbc.sql(Sql.RECORD_FAILURE)
                        .param("attempt", attempt)
                        .param("error", String.valueOf(reason.getMessage()).replace('\0', ' '))
                        .param("now", clock.instant().toString())
                        .param("dead", last)
                        .param("seq", work.seq())
                        .update();
                break;
            } catch (RuntimeException unavailable) {
                LOG.warn("message={} failure could not be noted yet: {}", id, unavailable.getMessage());
                pause(properties.firstPause());
            }
        }
        if (last) {
            dead.increment();
            LOG.error("message={} is a dead letter after {} attempts", id, attempt, reason);
        } else {
            LOG.warn("message={} attempt={} failed: {}", id, attempt, reason.toString());
        }
        return last;
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        closed = true;
    }
}
