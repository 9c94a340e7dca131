package dev.serai;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Stops PostgreSQL for a while under load, and counts, from outside, what became of the messages. */
public final class OutageTrial implements AutoCloseable {

    /**
     * What came of it.
     *
     * @param accepted messages answered with code 0
     * @param refused messages answered with an error while there was no database
     * @param silent messages not answered within three seconds while there was no database
     * @param promised messages brought and answered with HTTP 200 while there was no database
     * @param lost accepted messages whose command was never sent
     * @param repeated messages whose command was sent more than once
     * @param unfinished accepted messages whose run did not end
     * @param unlogged calls of the model that the database keeps no row of
     * @param back from the moment the database answered again until a message was accepted
     */
    public record Outcome(
            int accepted,
            int refused,
            int silent,
            int promised,
            int lost,
            int repeated,
            int unfinished,
            int unlogged,
            Duration back) {}

    private final Path data;
    private final int port = HubProcess.freePort();
    private final Trial trial;
    private final AtomicBoolean down = new AtomicBoolean();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger silent = new AtomicInteger();
    private final AtomicInteger promised = new AtomicInteger();
    private final AtomicLong lastAccepted = new AtomicLong();
    private EmbeddedPostgres postgres;

    public OutageTrial(long seed) throws IOException {
        data = Files.createTempDirectory("serai-outage");
        postgres = postgres();
        trial = new Trial(postgres.getJdbcUrl("postgres", "postgres"), seed);
    }

    private EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("max_connections", "100")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** Takes the database away once so many messages are accepted, and ends when as many more are. */
    public Outcome run(int messages, Duration outage) throws Exception {
        trial.begin();
        var stop = new AtomicBoolean();
        Duration back;
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < Trial.CALLERS; i++) {
                callers.execute(() -> say(stop));
            }
            awaitAccepted(messages);
            postgres.close();
            down.set(true);
            LockSupport.parkNanos(outage.toNanos());
            down.set(false);
            postgres = postgres();
            var up = System.nanoTime();
            var before = trial.accepted();
            awaitAccepted(before + 1);
            back = Duration.ofNanos(Math.max(0, lastAccepted.get() - up));
            awaitAccepted(before + messages);
            stop.set(true);
        }
        trial.settle();
        var tally = trial.tally();
        return new Outcome(
                tally.accepted(),
                refused.get(),
                silent.get(),
                promised.get(),
                tally.lost(),
                tally.repeated(),
                tally.unfinished(),
                unlogged(),
                back);
    }

    /** Rows are written ten at a time or after five seconds, so the last ones are waited for. */
    private int unlogged() throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (true) {
            var asked =
                    trial.calls().values().stream().mapToInt(Integer::intValue).sum();
            var kept = Integer.parseInt(
                    trial.texts("select count(*) from provider.ai_io_logs").getFirst());
            if (kept == asked || System.nanoTime() > end) {
                return asked - kept;
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    private void awaitAccepted(int enough) {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (trial.accepted() < enough) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "%d instead of %d accepted after 60 s:\n%s".formatted(trial.accepted(), enough, log()));
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    private void say(AtomicBoolean stop) {
        while (!stop.get()) {
            var began = down.get();
            var answer = trial.say();
            if (answer.accepted()) {
                lastAccepted.set(System.nanoTime());
            }
            if (began && down.get()) {
                count(answer);
            }
            LockSupport.parkNanos(
                    Duration.ofMillis(20 + trial.random.nextInt(80)).toNanos());
        }
    }

    /** An answer to a message that came and went while there was no database. */
    private void count(Trial.Answer answer) {
        switch (answer.status()) {
            case 0 -> silent.incrementAndGet();
            case 200 -> promised.incrementAndGet();
            default -> refused.incrementAndGet();
        }
    }

    /** What the hub complained of, for when the outcome is not as it should be. */
    public String log() {
        return trial.hub.complaints();
    }

    @Override
    public void close() throws IOException {
        trial.close();
        postgres.close();
    }
}
