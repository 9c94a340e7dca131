package dev.serai.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What is left in memory after ten thousand publishes and roll-backs; how long a publish takes among a thousand flows
 * until new runs use it; and whether a request fails or sees two versions at once while all this happens.
 */
final class PublishBench {

    private static final int FLOWS = 1_000;
    private static final int CYCLES = 10_000;
    private static final int MEASURED = 200;
    private static final int WARM_UP = 500;
    private static final String ROUTE = "org.apache.camel.impl.engine.DefaultRoute";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final BenchHub bench;

    private PublishBench(BenchHub bench) {
        this.bench = bench;
    }

    static void run() throws Exception {
        var report = new Report("publish");
        try (var bench = new BenchHub(null, "--serai.engine.retire-after=5s")) {
            bench.hub.start().awaitReady();
            new PublishBench(bench).measure(report);
        }
        report.print();
    }

    private void measure(Report report) throws Exception {
        publish(text("bench_flip", 0));
        var asking = new AtomicBoolean(true);
        var asked = new AtomicLong();
        var failed = new AtomicLong();
        var mixed = new AtomicLong();
        var caller = Thread.startVirtualThread(() -> ask(asking, asked, failed, mixed));

        cycles(WARM_UP, 0);
        drained(WARM_UP);
        var before = Heap.of(bench.hub.pid());
        var begin = System.nanoTime();
        cycles(CYCLES, WARM_UP);
        report.put("cycles", CYCLES);
        report.put("ms_per_cycle", (System.nanoTime() - begin) / 1e6 / CYCLES);
        drained(WARM_UP + CYCLES);
        var after = Heap.of(bench.hub.pid());
        report.put("heap_mb_before", before.megabytes());
        report.put("heap_mb_after", after.megabytes());
        report.put("routes_before", before.count(ROUTE));
        report.put("routes_after", after.count(ROUTE));

        for (int i = 0; i < FLOWS - 1; i++) {
            publish(text("bench_live_" + i, 0));
        }
        flips(0);
        var took = flips(MEASURED);
        report.put("publish_ms_p50_1000_flows", took[MEASURED / 2] / 1e6);
        report.put("publish_ms_p99_1000_flows", took[MEASURED * 99 / 100] / 1e6);
        report.put("publish_ms_max_1000_flows", took[MEASURED - 1] / 1e6);
        asking.set(false);
        caller.join();
        report.put("requests", asked.get());
        report.put("requests_failed", failed.get());
        report.put("requests_with_mixed_versions", mixed.get());
    }

    private void cycles(int count, int from) throws Exception {
        for (int i = 0; i < count; i++) {
            var version = publish(text("bench_flip", 1_000_000 + from + i));
            activate("bench_flip", version.path("retired").asText());
        }
    }

    private long[] flips(int from) throws Exception {
        var took = new long[MEASURED];
        for (int i = 0; i < MEASURED; i++) {
            var begin = System.nanoTime();
            publish(text("bench_flip", 1 + from + i));
            took[i] = System.nanoTime() - begin;
        }
        Arrays.sort(took);
        return took;
    }

    /** Waits until the routes of so many retired versions are gone. */
    private void drained(int versions) {
        var end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (removed() < versions) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(removed() + " of " + versions + " retired versions are removed");
            }
            LockSupport.parkNanos(500_000_000);
        }
    }

    private long removed() {
        return bench.hub
                .output()
                .lines()
                .filter(line -> line.contains("flow=bench_flip") && line.endsWith("drained and removed"))
                .filter(line -> !line.contains("version=1.0.0 "))
                .count();
    }

    /** Both nodes of a version say its number; a run that sees two versions says two. */
    private static String text(String id, int number) {
        return """
                id: %1$s
                name: flow %2$d
                version: 1.0.0
                status: active
                triggerType: api
                nodes:
                  - {id: start, nodeType: trigger_api}
                  - id: first
                    nodeType: set_variables
                    data: {config: {assignments: {one: "%2$d"}}}
                  - id: second
                    nodeType: set_variables
                    data: {config: {assignments: {both: "{{one}}=%2$d"}}}
                  - {id: finish, nodeType: end}
                connections:
                  - {source: start, target: first}
                  - {source: first, target: second}
                  - {source: second, target: finish}
                """.formatted(id, number);
    }

    private JsonNode publish(String text) throws IOException, InterruptedException {
        return send("/api/flows?file=bench.flow.yaml", "application/yaml", text);
    }

    private void activate(String flow, String version) throws IOException, InterruptedException {
        send(
                "/api/flows/" + flow + "/versions/" + version + "/activate",
                "application/json",
                "{\"by\":\"bench\",\"why\":\"back\"}");
    }

    private JsonNode send(String path, String type, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(bench.hub.uri(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).path("data");
    }

    private void ask(AtomicBoolean asking, AtomicLong asked, AtomicLong failed, AtomicLong mixed) {
        while (asking.get()) {
            try {
                var run = send("/api/flows/bench_flip/runs", "application/json", "{}");
                var both = run.path("result")
                        .path("variables")
                        .path("both")
                        .asText()
                        .split("=", -1);
                if (!run.path("status").asText().equals("completed")) {
                    failed.incrementAndGet();
                } else if (both.length != 2 || !both[0].equals(both[1])) {
                    mixed.incrementAndGet();
                }
                asked.incrementAndGet();
                Thread.sleep(10);
            } catch (IOException e) {
                failed.incrementAndGet();
                System.out.println("  " + e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
