package dev.serai.bench;

import java.time.Duration;

/**
 * Durable flows of 5 and 8 nodes with full node log, from the callback to the finished run, against the same steps as
 * one hand-written Camel route that stores nothing.
 */
final class FlowBench {

    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration TIME = Duration.ofSeconds(15);
    private static final int CALLERS = 64;
    private static final String FINISHED = "select count(*) from engine.flow_instances where status = 'completed'";

    private FlowBench() {}

    static void run() throws Exception {
        var report = new Report("flow");
        try (var bench = new BenchHub(null)) {
            bench.hub.start().awaitReady();
            durable(bench, "five", WARM_UP);
            durable(bench, "eight", WARM_UP);
            var hand = new Load(bench.hub.port(), "/bench/handwritten", BenchHub::message);
            hand.run(CALLERS, WARM_UP);

            var five = durable(bench, "five", TIME);
            var eight = durable(bench, "eight", TIME);
            var before = bench.hub.cpu();
            var written = hand.run(CALLERS, TIME);
            var cpu = bench.hub.cpu().minus(before).toNanos() / 1e3 / written.ok();
            report.put("runs_per_s_5_nodes", five.perSecond());
            report.put("runs_per_s_8_nodes", eight.perSecond());
            report.put("transactions_per_run_5_nodes", five.transactions());
            report.put("latency_p50_ms_5_nodes", five.p50());
            report.put("latency_p99_ms_5_nodes", five.p99());
            report.put("hub_cpu_us_per_run_5_nodes", five.cpu());
            report.put("hub_cpu_us_per_run_8_nodes", eight.cpu());
            report.put("handwritten_per_s", written.perSecond());
            report.put("handwritten_cpu_us", cpu);
            report.put("cpu_us_per_node_over_handwritten", (five.cpu() - cpu) / 5);
        }
        report.print();
    }

    private record Durable(double perSecond, double transactions, double cpu, double p50, double p99) {}

    private static Durable durable(BenchHub bench, String robot, Duration time) throws Exception {
        bench.execute("vacuum analyze");
        var finished = bench.number(FINISHED);
        var transactions = bench.number("select xact_commit from pg_stat_database where datname = 'postgres'");
        var cpu = bench.hub.cpu();
        var begin = System.nanoTime();
        var load = new Load(
                        bench.hub.port(),
                        BenchHub.callback(robot),
                        number -> BenchHub.message(begin % 1000000000 * 1000 + number))
                .run(CALLERS, time);
        bench.await(FINISHED, finished + load.ok(), Duration.ofSeconds(120));
        var seconds = (System.nanoTime() - begin) / 1e9;
        var used = bench.hub.cpu().minus(cpu).toNanos() / 1e3 / load.ok();
        var spent = bench.number("select xact_commit from pg_stat_database where datname = 'postgres'") - transactions;
        var nodes = bench.number("select count(*) from engine.node_executions n where run_id in"
                + " (select id from engine.flow_instances order by id desc limit 1)");
        var p50 = latency(bench, 0.5, load.ok());
        var p99 = latency(bench, 0.99, load.ok());
        System.out.printf(
                "  %s: %d callbacks accepted in %s (P99 %.1f ms, errors %d), %d nodes a run, all finished after %.2f s: %.0f runs/s,"
                        + " receipt to end P50 %.1f ms P99 %.1f ms%n",
                robot, load.ok(), time, load.p99(), load.errors(), nodes, seconds, load.ok() / seconds, p50, p99);
        return new Durable(load.ok() / seconds, (double) spent / load.ok(), used, p50, p99);
    }

    /** From the receipt of the message to the end of its run, as the database has it. */
    private static double latency(BenchHub bench, double share, long runs) throws Exception {
        return bench.number("select cast(1000 * percentile_cont(" + share + ") within group (order by"
                        + " extract(epoch from finished_at - received_at) * 1000) as bigint) from (select * from"
                        + " engine.flow_instances order by id desc limit " + runs + ") newest")
                / 1000.0;
    }
}
