package dev.serai.bench;

import dev.serai.provider.CallTag;
import dev.serai.provider.ChatEvent;
import dev.serai.provider.ChatRequest;
import dev.serai.provider.Models;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Makes streamed model calls from inside the hub, so that the hub's call path and a bare JDK client run in the same
 * process, against the same server: {@code client} is {@code hub} or {@code jdk}.
 */
@RestController
class StreamCalls {

    private static final String BODY = "{\"model\":\"bench\",\"messages\":[{\"role\":\"user\",\"content\":\"你好\"}],"
            + "\"stream\":true,\"stream_options\":{\"include_usage\":true}}";

    private final Models models;
    private final HttpClient jdk =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    StreamCalls(Models models) {
        this.models = models;
    }

    /** One call; answers the nanoseconds to its first piece. */
    @FunctionalInterface
    private interface Call {
        long make() throws IOException, InterruptedException;
    }

    /** Closed loop of so many callers for so long: calls per second, and the middle of the times to the first piece. */
    @PostMapping("/bench/streams")
    Map<String, Object> run(
            @RequestParam("client") String client,
            @RequestParam("url") String url,
            @RequestParam("callers") int callers,
            @RequestParam("millis") long millis)
            throws InterruptedException {
        Call call = client.equals("hub") ? this::byHub : () -> byJdk(url);
        var firsts = new ConcurrentLinkedQueue<Long>();
        var failed = new AtomicLong();
        var done = new CountDownLatch(callers);
        var begin = System.nanoTime();
        var end = begin + Duration.ofMillis(millis).toNanos();
        for (int i = 0; i < callers; i++) {
            Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < end) {
                    try {
                        firsts.add(call.make());
                    } catch (IOException | RuntimeException e) {
                        failed.incrementAndGet();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                done.countDown();
            });
        }
        done.await();
        var seconds = (System.nanoTime() - begin) / 1e9;
        var sorted = firsts.stream().sorted().toList();
        return Map.of(
                "calls",
                sorted.size(),
                "per_s",
                sorted.size() / seconds,
                "ttfb_ms_p50",
                sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2) / 1e6,
                "failed",
                failed.get());
    }

    /** Opens so many streams of the model {@code held} at once and returns; they end when the server ends them. */
    @PostMapping("/bench/held")
    void hold(@RequestParam("count") int count) {
        for (int i = 0; i < count; i++) {
            Thread.ofVirtual().start(() -> models.chat("held", ChatRequest.of("你好"), CallTag.none(), event -> {}));
        }
    }

    private long byHub() {
        var begin = System.nanoTime();
        var first = new AtomicLong();
        var pieces = new AtomicInteger();
        var answer = models.chat("bench", ChatRequest.of("你好"), CallTag.none(), event -> {
            if (event instanceof ChatEvent.Message && pieces.getAndIncrement() == 0) {
                first.set(System.nanoTime() - begin);
            }
        });
        if (pieces.get() != StreamServer.PIECES || answer.usage().total() != 30) {
            throw new IllegalStateException(pieces.get() + " pieces");
        }
        return first.get();
    }

    private long byJdk(String url) throws IOException, InterruptedException {
        var begin = System.nanoTime();
        long first = 0;
        int pieces = 0;
        var request = HttpRequest.newBuilder(URI.create(url + "/chat/completions"))
                .header("Content-Type", "application/json; charset=UTF-8")
                .header("Authorization", "Bearer sk-bench")
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
        var answer = jdk.send(request, BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: {") && pieces++ == 0) {
                    first = System.nanoTime() - begin;
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (pieces != StreamServer.PIECES + 1) {
            throw new IOException(pieces + " pieces");
        }
        return first;
    }
}
