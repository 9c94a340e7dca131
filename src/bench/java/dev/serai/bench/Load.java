package dev.serai.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Closed-loop load over keep-alive connections, one request in flight for each caller. */
final class Load {

    /**
     * What came of it.
     *
     * @param ok answers with status 200
     * @param errors everything else
     * @param perSecond good answers per second
     * @param p50 in milliseconds
     * @param p99 in milliseconds
     */
    record Result(long ok, long errors, double perSecond, double p50, double p99, double max) {}

    private final int port;
    private final String path;
    private final LongFunction<String> body;
    private final AtomicLong number = new AtomicLong();

    /** Posts JSON bodies, made from a running number, to one path of a server on this machine. */
    Load(int port, String path, LongFunction<String> body) {
        this.port = port;
        this.path = path;
        this.body = body;
    }

    /** Lets so many callers call for so long. */
    Result run(int callers, Duration time) throws InterruptedException {
        return run(callers, time, Long.MAX_VALUE);
    }

    Result run(int callers, Duration time, long most) throws InterruptedException {
        var done = new CountDownLatch(callers);
        var latencies = new long[callers][];
        var ok = new AtomicLong();
        var errors = new AtomicLong();
        var left = new AtomicLong(most);
        var begin = System.nanoTime();
        var end = begin + time.toNanos();
        for (int i = 0; i < callers; i++) {
            var caller = i;
            Thread.ofVirtual().start(() -> {
                latencies[caller] = call(end, left, ok, errors);
                done.countDown();
            });
        }
        done.await();
        var seconds = (System.nanoTime() - begin) / 1e9;
        var all =
                Arrays.stream(latencies).flatMapToLong(Arrays::stream).sorted().toArray();
        return new Result(ok.get(), errors.get(), ok.get() / seconds, at(all, 0.50), at(all, 0.99), at(all, 1.0));
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
    }

    private long[] call(long end, AtomicLong left, AtomicLong ok, AtomicLong errors) {
        var latencies = new long[1024];
        int count = 0;
        while (System.nanoTime() < end && left.get() > 0) {
            try (var socket = new Socket()) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(30_000);
                socket.connect(new InetSocketAddress("127.0.0.1", port), 10_000);
                var in = new BufferedInputStream(socket.getInputStream(), 2048);
                var closing = new boolean[1];
                while (!closing[0] && System.nanoTime() < end && left.getAndDecrement() > 0) {
                    var begin = System.nanoTime();
                    socket.getOutputStream().write(request());
                    var status = answered(in, closing);
                    if (status.startsWith("HTTP/1.1 200")) {
                        ok.incrementAndGet();
                    } else if (errors.incrementAndGet() == 1) {
                        System.out.println("  first error: " + status);
                    }
                    if (count == latencies.length) {
                        latencies = Arrays.copyOf(latencies, count * 2);
                    }
                    latencies[count++] = System.nanoTime() - begin;
                }
            } catch (IOException e) {
                if (errors.incrementAndGet() == 1) {
                    System.out.println("  first error: " + e);
                }
            }
        }
        return Arrays.copyOf(latencies, count);
    }

    private byte[] request() {
        var content = body.apply(number.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
        var head = ("POST " + path
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + content.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        var request = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, request, head.length, content.length);
        return request;
    }

    /** Reads one response and whether the server closes the connection after it; its status line. */
    private static String answered(InputStream in, boolean[] closing) throws IOException {
        var status = line(in);
        int length = -1;
        var chunked = false;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (header.equalsIgnoreCase("connection: close")) {
                closing[0] = true;
            } else if (header.regionMatches(true, 0, "transfer-encoding: chunked", 0, 26)) {
                chunked = true;
            }
        }
        if (chunked) {
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                in.skipNBytes(size + 2L);
            }
            line(in);
        } else if (length > 0) {
            in.skipNBytes(length);
        }
        return status;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
