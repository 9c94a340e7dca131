package dev.serai.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * 100,000 runs that wait at the same time: what they cost in heap, and how late they are woken; then once more with the
 * hub killed and started again while they wait, some of them due in between.
 */
final class WaitsBench {

    private static final int RUNS = 100_000;
    private static final String WAITING = "select count(*) from engine.flow_instances where status = 'waiting'";
    private static final String DONE = "select count(*) from engine.flow_instances where status = 'completed'";

    private WaitsBench() {}

    static void run() throws Exception {
        var report = new Report("waits");
        try (var bench = new BenchHub(null)) {
            bench.hub.start().awaitReady();
            new Load(bench.hub.port(), BenchHub.callback("five"), BenchHub::message).run(64, Duration.ofSeconds(15));
            bench.execute("truncate engine.flow_instances, engine.node_executions");

            var before = Heap.of(bench.hub.pid()).megabytes();
            park(bench, 0);
            var waiting = Heap.of(bench.hub.pid()).megabytes();
            report.put("heap_mb_idle", before);
            report.put("heap_mb_100000_waiting", waiting);
            bench.await(DONE, RUNS, Duration.ofSeconds(400));
            lateness(bench, report, "running", Instant.EPOCH);

            bench.execute("truncate engine.flow_instances, engine.node_executions");
            park(bench, RUNS);
            bench.hub.kill();
            bench.hub.start();
            var took = bench.hub.awaitReady();
            var ready = Instant.now();
            bench.await(DONE, RUNS, Duration.ofSeconds(400));
            report.put("seconds_start_to_ready", took.toNanos() / 1e9);
            report.put("due_before_ready", due(bench, ready));
            lateness(bench, report, "after_restart", ready);
        }
        report.print();
    }

    private static void park(BenchHub bench, long from) throws Exception {
        var load = new Load(
                        bench.hub.port(),
                        BenchHub.callback("waits"),
                        number -> BenchHub.message(7_000_000 + from + number))
                .run(64, Duration.ofSeconds(100), RUNS);
        if (load.ok() != RUNS) {
            throw new IOException(load.ok() + " of " + RUNS + " messages were accepted");
        }
        var parked = bench.await(WAITING, RUNS, Duration.ofSeconds(60));
        System.out.printf("  %d runs wait, %.1f s after the last callback%n", RUNS, parked.toNanos() / 1e9);
    }

    private static final String LATE = """
            (select extract(epoch from next.started_at
                - greatest(cast(wait.output ->> 'scheduledTime' as timestamptz), cast('%s' as timestamptz))) as late,
                cast(wait.output ->> 'scheduledTime' as timestamptz) as due
            from engine.node_executions wait
            join engine.node_executions next on next.run_id = wait.run_id and next.node_id = 'answer'
            where wait.node_id = 'pause' and wait.status = 'succeeded') lates""";

    /**
     * How late the node after the wait began, counted from when it was due, or from when the hub was ready if later.
     */
    private static void lateness(BenchHub bench, Report report, String when, Instant from) throws Exception {
        var micros = "select cast(1000000 * %s as bigint) from " + LATE.formatted(from);
        for (var share : new String[] {"0.5", "0.99"}) {
            var at = "percentile_cont(" + share + ") within group (order by late)";
            report.put(
                    "lateness_p" + share.substring(2).replace("5", "50").replace("9950", "99") + "_ms_" + when,
                    bench.number(micros.formatted(at)) / 1000.0);
        }
        report.put("lateness_max_ms_" + when, bench.number(micros.formatted("max(late)")) / 1000.0);
        report.put(
                "too_early_" + when,
                bench.number("select count(*) from " + LATE.formatted(Instant.EPOCH) + " where late < 0"));
    }

    private static long due(BenchHub bench, Instant ready) throws Exception {
        return bench.number("select count(*) from " + LATE.formatted(Instant.EPOCH) + " where due < cast('" + ready
                + "' as timestamptz)");
    }
}
