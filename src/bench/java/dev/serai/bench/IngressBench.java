package dev.serai.bench;

import java.time.Duration;

/**
 * Durable callbacks against empty handlers of the same server, in one run. What was taken is kept and not dealt with
 * ({@code serai.queue.hold}), so that the callback alone is measured.
 */
final class IngressBench {

    private static final Duration WARM_UP = Duration.ofSeconds(25);
    private static final Duration TIME = Duration.ofSeconds(10);

    private IngressBench() {}

    static void run() throws Exception {
        var report = new Report("ingress");
        try (var bench = new BenchHub(null, "--serai.queue.hold=true")) {
            bench.hub.start().awaitReady();
            var port = bench.hub.port();
            var empty = new Load(port, "/bench/empty", BenchHub::message);
            var emptyRoute = new Load(port, "/bench/empty-route", BenchHub::message);
            var durable = new Load(port, BenchHub.callback("stored"), BenchHub::message);
            var storing = new Load(port, "/bench/bare-durable", BenchHub::message);
            storing.run(200, WARM_UP);
            empty.run(200, WARM_UP);
            emptyRoute.run(200, WARM_UP);
            durable.run(200, WARM_UP);

            double best = 0;
            double ratio = 0;
            double ratioToRoute = 0;
            double aloneRatio = 0;
            double p99 = 0;
            for (int round = 0; round < 3; round++) {
                var bare = empty.run(200, TIME);
                var route = emptyRoute.run(200, TIME);
                var alone = storing.run(200, TIME);
                var hubBefore = bench.hub.cpu();
                var stored = durable.run(200, TIME);
                System.out.printf(
                        "  hub CPU %.1f us a callback%n",
                        bench.hub.cpu().minus(hubBefore).toNanos() / 1e3 / stored.ok());
                System.out.printf(
                        "  round %d: empty handler %.0f/s (P99 %.1f ms, errors %d), empty route %.0f/s, storing alone %.0f/s, durable %.0f/s (P50 %.1f, P99 %.1f ms, errors %d)%n",
                        round + 1,
                        bare.perSecond(),
                        bare.p99(),
                        bare.errors(),
                        route.perSecond(),
                        alone.perSecond(),
                        stored.perSecond(),
                        stored.p50(),
                        stored.p99(),
                        stored.errors());
                ratio += stored.perSecond() / bare.perSecond() / 3;
                ratioToRoute += stored.perSecond() / route.perSecond() / 3;
                aloneRatio += alone.perSecond() / bare.perSecond() / 3;
                p99 = Math.max(p99, stored.p99());
                best = Math.max(best, stored.perSecond());
            }
            var thousand = durable.run(1000, TIME);
            report.put("ratio_to_empty_handler", ratio);
            report.put("ratio_to_empty_route", ratioToRoute);
            report.put("ratio_of_storing_alone", aloneRatio);
            report.put("durable_per_s_200", best);
            report.put("p99_ms_200", p99);
            report.put("per_s_1000", thousand.perSecond());
            report.put("p99_ms_1000", thousand.p99());
            report.put("errors_1000", thousand.errors());
            System.out.println(
                    "  fsync and synchronous_commit on: "
                            + bench.number(
                                    "select count(*) from pg_settings where name in ('fsync', 'synchronous_commit') and setting = 'on'"));
            report.put("stored_rows", bench.number("select count(*) from queue.message"));
        }
        report.print();
    }
}
