package dev.serai;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills the hub at random moments while messages come in, and counts, from outside, what became of them. The sandbox
 * and PostgreSQL stay alive; the hub is a process of its own.
 */
public final class CrashTrial implements AutoCloseable {

    /**
     * What came of it.
     *
     * @param accepted messages answered with code 0
     * @param kills how often the hub was killed
     * @param lost accepted messages whose command was never sent
     * @param repeated messages whose command was sent more than once
     * @param unfinished accepted messages whose run did not end
     * @param askedAgain provider answers that were asked for again although their checkpoint was written
     * @param metTooEarly runs that went on before all of their ways, or all rounds of a loop, had come
     * @param slowestReady longest start
     */
    public record Outcome(
            int accepted,
            int kills,
            int lost,
            int repeated,
            int unfinished,
            int askedAgain,
            int metTooEarly,
            Duration slowestReady) {}

    private final EmbeddedPostgres postgres;
    private final Trial trial;
    private final Map<String, Integer> checkpoints = new HashMap<>();

    public CrashTrial(long seed) throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "200")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        trial = new Trial(postgres.getJdbcUrl("postgres", "postgres"), seed);
    }

    /** Goes on until so many messages are accepted and the hub was killed so often. */
    public Outcome run(int messages, int kills) throws Exception {
        var slowest = trial.begin();
        var stop = new AtomicBoolean();
        var killed = 0;
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < Trial.CALLERS; i++) {
                callers.execute(() -> say(messages, stop));
            }
            while (killed < kills) {
                LockSupport.parkNanos(
                        Duration.ofMillis(300 + trial.random.nextInt(1500)).toNanos());
                trial.hub.kill();
                killed++;
                noteCheckpoints();
                trial.hub.start();
                var ready = trial.hub.awaitReady();
                slowest = ready.compareTo(slowest) > 0 ? ready : slowest;
            }
            stop.set(true);
        }
        trial.settle();
        return count(killed, slowest);
    }

    /** Calls back until enough is accepted and the killing is over. */
    private void say(int messages, AtomicBoolean stop) {
        while (!stop.get() || trial.accepted() < messages) {
            trial.say();
            LockSupport.parkNanos(
                    Duration.ofMillis(20 + trial.random.nextInt(60)).toNanos());
        }
    }

    /** Which answers are in the database while the hub is dead, and how often they were asked for until now. */
    private void noteCheckpoints() throws SQLException, IOException {
        var asked = trial.calls();
        for (var text : trial.texts("select i.input #>> '{message,content}' from engine.node_executions n join"
                + " engine.flow_instances i on i.id = n.run_id where n.node_id = 'node_reply'")) {
            checkpoints.putIfAbsent(text, asked.getOrDefault(text, 0));
        }
    }

    private Outcome count(int kills, Duration slowest) throws Exception {
        var tally = trial.tally();
        var calls = trial.calls();
        var again = (int) checkpoints.entrySet().stream()
                .filter(one -> calls.getOrDefault(one.getKey(), 0) > one.getValue())
                .count();
        return new Outcome(
                tally.accepted(),
                kills,
                tally.lost(),
                tally.repeated(),
                tally.unfinished(),
                again,
                tally.metTooEarly(),
                slowest);
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
