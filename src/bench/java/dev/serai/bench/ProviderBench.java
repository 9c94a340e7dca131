package dev.serai.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Streamed model calls through the hub's whole call path (routing, breaker, limits, log rows), against a bare JDK
 * client doing the same call in the same process; and the heap that two thousand open streams take.
 */
final class ProviderBench {

    private static final int CALLERS = 32;
    private static final int STREAMS = 2_000;
    private static final int ROUNDS = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final Duration ROWS = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final BenchHub bench;
    private final StreamServer server;
    private long made;

    private ProviderBench(BenchHub bench, StreamServer server) {
        this.bench = bench;
        this.server = server;
    }

    static void run() throws Exception {
        var report = new Report("provider");
        try (var server = new StreamServer();
                var bench = new BenchHub(
                        null,
                        "--serai.provider.models.bench.base-url=http://127.0.0.1:" + server.port(),
                        "--serai.provider.models.bench.api-key=sk-bench",
                        "--serai.provider.models.bench.model=bench",
                        "--serai.provider.models.held.base-url=http://127.0.0.1:" + server.port() + "/held",
                        "--serai.provider.models.held.api-key=sk-bench",
                        "--serai.provider.models.held.model=bench",
                        "--serai.provider.models.held.provider=held",
                        "--serai.provider.models.held.timeout=300s",
                        "--serai.provider.calls.max-concurrent=" + (STREAMS + 100))) {
            bench.hub.start().awaitReady();
            new ProviderBench(bench, server).measure(report);
        }
        report.print();
    }

    private void measure(Report report) throws IOException, InterruptedException, SQLException {
        for (var client : new String[] {"jdk", "hub", "jdk", "hub"}) {
            calls(client, CALLERS, WARM_UP);
        }
        double added = 0;
        double ratio = 0;
        double most = 0;
        long failed = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            var bareFirst = calls("jdk", 1, TIME);
            var hubFirst = calls("hub", 1, TIME);
            var bare = calls("jdk", CALLERS, TIME);
            var before = bench.hub.cpu();
            var hub = calls("hub", CALLERS, TIME);
            var cpu = bench.hub.cpu().minus(before).toNanos()
                    / 1e3
                    / (hub.path("per_s").asDouble() * TIME.toSeconds());
            System.out.printf(
                    "  round %d: first piece %.3f ms bare, %.3f ms hub; %d callers: bare %.0f/s, hub %.0f/s (%.0f us CPU a call)%n",
                    round,
                    bareFirst.path("ttfb_ms_p50").asDouble(),
                    hubFirst.path("ttfb_ms_p50").asDouble(),
                    CALLERS,
                    bare.path("per_s").asDouble(),
                    hub.path("per_s").asDouble(),
                    cpu);
            added += (hubFirst.path("ttfb_ms_p50").asDouble()
                            - bareFirst.path("ttfb_ms_p50").asDouble())
                    / ROUNDS;
            ratio += hub.path("per_s").asDouble() / bare.path("per_s").asDouble() / ROUNDS;
            most = Math.max(most, hub.path("per_s").asDouble());
            failed += hub.path("failed").asLong() + hubFirst.path("failed").asLong();
        }
        report.put("added_ttfb_ms_p50", added);
        report.put("throughput_ratio_to_jdk_client", ratio);
        report.put("streams_per_s", most);
        report.put("failed", failed);
        // each call of the hub leaves a row, and the measured ones do so while others are being made
        bench.await("select count(*) from provider.ai_io_logs where model_name = 'bench'", made, ROWS);
        var before = Heap.of(bench.hub.pid()).megabytes();
        post("/bench/held?count=" + STREAMS);
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (server.held() < STREAMS && System.nanoTime() < end) {
            LockSupport.parkNanos(50_000_000);
        }
        report.put("streams_held", server.held());
        report.put("heap_mb_without_streams", before);
        report.put("heap_mb_2000_streams", Heap.of(bench.hub.pid()).megabytes());
        server.release();
    }

    private JsonNode calls(String client, int callers, Duration time) throws IOException, InterruptedException {
        var result = post("/bench/streams?client=" + client + "&url=http://127.0.0.1:" + server.port() + "&callers="
                + callers + "&millis=" + time.toMillis());
        made += client.equals("hub") ? result.path("calls").asLong() : 0;
        return result;
    }

    private JsonNode post(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(bench.hub.uri(path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }
}
