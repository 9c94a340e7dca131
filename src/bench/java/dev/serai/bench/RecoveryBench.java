package dev.serai.bench;

import java.time.Duration;

/** 10,000 runs cut off by a dead process: how soon after the start do they go on. */
final class RecoveryBench {

    private static final int RUNS = 10_000;
    private static final String FINISHED = "select count(*) from engine.flow_instances where status = 'completed'";

    private RecoveryBench() {}

    static void run() throws Exception {
        var report = new Report("recovery");
        try (var bench = new BenchHub(null)) {
            bench.hub.start().awaitReady();
            new Load(bench.hub.port(), BenchHub.callback("five"), BenchHub::message)
                    .run(50, Duration.ofSeconds(60), RUNS);
            bench.await(FINISHED, RUNS, Duration.ofSeconds(60));
            recover(bench, report, "");
            if (bench.hub.usePacked()) {
                recover(bench, report, "_packed");
            } else {
                System.out.println("  target/packed is not there: run src/main/scripts/pack for its figures");
            }
            report.put(
                    "runs_with_repeated_nodes",
                    bench.number("select count(*) from (select run_id, node_id from"
                            + " engine.node_executions group by run_id, node_id having count(*) > 1) twice"));
        }
        report.print();
    }

    private static void recover(BenchHub bench, Report report, String form) throws Exception {
        bench.hub.kill();
        cutOff(bench);

        var begin = System.nanoTime();
        bench.hub.start();
        var ready = bench.hub.awaitReady();
        bench.await(FINISHED, 500, Duration.ofSeconds(60));
        var first = System.nanoTime() - begin;
        bench.await(FINISHED, RUNS, Duration.ofSeconds(120));
        var all = System.nanoTime() - begin;
        report.put("seconds_start_to_ready" + form, ready.toNanos() / 1e9);
        report.put("seconds_in_flight" + form, first / 1e9);
        report.put("seconds_10000_runs" + form, all / 1e9);
    }

    /** Makes the finished runs look as if the process had died after their first commit, in their second node. */
    private static void cutOff(BenchHub bench) throws Exception {
        bench.execute("delete from engine.node_executions where seq > 0");
        bench.execute("update engine.flow_instances set status = 'running', finished_at = null, result = null");
        bench.execute("insert into queue.delivery (seq, owner, owner_epoch) select seq, 'hub', (select epoch from"
                + " queue.instance) from queue.message on conflict do nothing");
        bench.execute("vacuum analyze");
    }
}
