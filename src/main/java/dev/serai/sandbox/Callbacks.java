package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/** Calls the hub as the WorkTool cloud does: three seconds for a message, once for a result, and never again. */
final class Callbacks implements AutoCloseable {

    /**
     * What the hub said to a message.
     *
     * @param status 0 if it said nothing in time
     */
    record Answer(int status, String contentType, String body, long millis) {

        /** What WorkTool posts into the chat: the message of an answer whose code is not 0. */
        String spoken() {
            var json = status == 200 ? Json.readOrMissing(body) : Json.object();
            return json.path("code").asInt(0) == 0 ? "" : json.path("message").asText("");
        }

        boolean isJson() {
            return status == 200
                    && contentType.toLowerCase(java.util.Locale.ROOT).contains("json");
        }
    }

    private static final int MOST_AT_ONCE = 500;

    private final Duration limit;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final Semaphore telling = new Semaphore(MOST_AT_ONCE);
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();

    Callbacks(Duration limit) {
        this.limit = limit;
    }

    /** Asks and waits as long as WorkTool does. */
    Answer ask(URI url, JsonNode body) {
        var began = System.nanoTime();
        var sending = client.sendAsync(post(url, body), BodyHandlers.ofString(StandardCharsets.UTF_8));
        try {
            var response = sending.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), contentType(response), response.body(), since(began));
        } catch (TimeoutException e) {
            sending.cancel(true);
            return new Answer(0, "", "no answer within " + limit.toMillis() + " ms", since(began));
        } catch (ExecutionException e) {
            return new Answer(0, "", String.valueOf(e.getCause()), since(began));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, "", "the sandbox was closed", since(began));
        }
    }

    /** Tells once, whatever comes back. */
    void tell(URI url, JsonNode body) {
        telling.acquireUninterruptibly();
        var unused = client.sendAsync(post(url, body), BodyHandlers.discarding())
                .whenComplete((response, problem) -> {
                    telling.release();
                    var arrived = problem == null && response.statusCode() == 200;
                    (arrived ? delivered : failed).increment();
                });
    }

    long delivered() {
        return delivered.sum();
    }

    long failed() {
        return failed.sum();
    }

    void reset() {
        delivered.reset();
        failed.reset();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpRequest post(URI url, JsonNode body) {
        return HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
    }

    private static String contentType(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    private static long since(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
