package dev.serai.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Whether a five-node run costs the same among 500 published flows and on top of 1,000,000 stored runs. */
final class FlatBench {

    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration TIME = Duration.ofSeconds(15);
    private static final int CALLERS = 64;
    private static final int FLOWS = 500;
    private static final int STORED = 1_000_000;
    private static final String FINISHED =
            "select count(*) from engine.flow_instances where status = 'completed'" + " and id > '%s'";

    private FlatBench() {}

    private record Cost(double cpuMicros, double perSecond) {}

    static void run() throws Exception {
        var report = new Report("flat");
        try (var bench = new BenchHub(null)) {
            bench.hub.start().awaitReady();
            cost(bench, WARM_UP);
            var one = cost(bench, TIME);
            publish(bench);
            cost(bench, TIME);
            var many = cost(bench, TIME);
            store(bench);
            cost(bench, TIME);
            var full = cost(bench, TIME);
            put(report, "1_flow", one);
            put(report, FLOWS + "_flows", many);
            put(report, STORED + "_stored_runs", full);
            report.put("cpu_ratio_500_flows", many.cpuMicros() / one.cpuMicros());
            report.put("cpu_ratio_1000000_stored_runs", full.cpuMicros() / many.cpuMicros());
            report.put("throughput_ratio_500_flows", many.perSecond() / one.perSecond());
            report.put("throughput_ratio_1000000_stored_runs", full.perSecond() / many.perSecond());
        }
        report.print();
    }

    private static void put(Report report, String when, Cost cost) {
        report.put("hub_cpu_us_per_run_" + when, cost.cpuMicros());
        report.put("runs_per_s_" + when, cost.perSecond());
    }

    private static Cost cost(BenchHub bench, Duration time) throws Exception {
        bench.execute("vacuum analyze");
        var begin = System.nanoTime();
        var newest = bench.text("select coalesce(max(id::text), '00000000-0000-0000-0000-000000000000')"
                + " from engine.flow_instances");
        var cpu = bench.hub.cpu();
        var load = new Load(
                        bench.hub.port(),
                        BenchHub.callback("five"),
                        number -> BenchHub.message(begin % 1_000_000_000 * 1000 + number))
                .run(CALLERS, time);
        bench.await(FINISHED.formatted(newest), load.ok(), Duration.ofSeconds(120));
        var seconds = (System.nanoTime() - begin) / 1e9;
        var used = bench.hub.cpu().minus(cpu).toNanos() / 1e3 / load.ok();
        System.out.printf("  %d runs, %.0f/s, %.1f us of CPU each%n", load.ok(), load.ok() / seconds, used);
        return new Cost(used, load.ok() / seconds);
    }

    /** Copies of the same flow under other names. */
    private static void publish(BenchHub bench) throws Exception {
        var text = Files.readString(Path.of("src/bench/flows/bench_five.flow.yaml"));
        try (var http = HttpClient.newHttpClient()) {
            for (int i = 1; i < FLOWS; i++) {
                var request = HttpRequest.newBuilder(bench.hub.uri("/api/flows?file=bench.flow.yaml"))
                        .header("Content-Type", "application/yaml")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                text.replace("id: bench_five", "id: bench_five_" + i)))
                        .build();
                var answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IOException(answer.body());
                }
            }
        }
    }

    /** Copies the newest runs, with their nodes, under older ids until there are a million. */
    private static void store(BenchHub bench) throws Exception {
        bench.execute(
                "create temp table copied as select gen_random_uuid() as id, i.* from (select flow_definition_id,"
                        + " flow_version, status, input, result, error, received_at, started_at, finished_at, id as original"
                        + " from engine.flow_instances order by id desc limit 1) i, generate_series(1, " + STORED + ");"
                        + " update copied set id = overlay(id::text placing '00000000' from 1 for 8)::uuid;"
                        + " insert into engine.flow_instances (id, flow_definition_id, flow_version, status, input, result, error,"
                        + " received_at, started_at, finished_at) select id, flow_definition_id, flow_version, status, input,"
                        + " result, error, received_at, started_at, finished_at from copied on conflict do nothing;"
                        + " insert into engine.node_executions (run_id, seq, node_id, kind, status, level, attempt, input, output,"
                        + " told, error, started_at, duration_us) select copied.id, n.seq, n.node_id, n.kind, n.status, n.level,"
                        + " n.attempt, n.input, n.output, n.told, n.error, n.started_at, n.duration_us from copied"
                        + " join engine.node_executions n on n.run_id = copied.original on conflict do nothing; drop table copied");
        System.out.printf(
                "  %d runs with %d nodes are stored%n",
                bench.number("select count(*) from engine.flow_instances"),
                bench.number("select count(*) from engine.node_executions"));
    }
}
