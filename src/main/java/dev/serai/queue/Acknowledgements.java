package dev.serai.queue;

import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Notes what is dealt with, many messages at a time. Nobody waits for it: a message whose note is lost in a crash is
 * delivered again, and its receiver knows it.
 */
@Component
class Acknowledgements {

    private static final Logger LOG = LoggerFactory.getLogger(Acknowledgements.class);
    private static final Duration PATIENCE = Duration.ofDays(1);

    private record Done(long seq, LongConsumer over) {}

    private final JdbcClient jdbc;
    private final Duration pause;
    private final Batcher<Done> writer;
    private volatile boolean closed;

    Acknowledgements(JdbcClient jdbc, QueueProperties properties) {
        this.jdbc = jdbc;
        this.pause = properties.firstPause();
        this.writer = new Batcher<>("queue-acknowledge", properties.batch(), this::write);
    }

    /** The message is dealt with; {@code over} is told once that is noted. */
    void done(long seq, LongConsumer over) {
        writer.put(new Done(seq, over), PATIENCE);
    }

    private void write(List<Done> batch) {
        var seqs = batch.stream().map(Done::seq).toArray(Long[]::new);
        while (true) {
            try {
                jdbc.sql(Sql.ACKNOWLEDGE).param("seqs", seqs).update();
                break;
            } catch (RuntimeException e) {
                if (closed) {
                    throw e;
                }
                LOG.warn("{} messages are done but could not be noted yet: {}", seqs.length, e.getMessage());
                sleep();
            }
        }
        batch.forEach(done -> done.over().accept(done.seq()));
    }

    private void sleep() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        closed = true;
        writer.close();
    }
}
