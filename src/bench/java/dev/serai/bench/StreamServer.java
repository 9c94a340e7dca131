package dev.serai.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers each POST with the same stream of OpenAI's chunks, as lean as can be, so that the client is what is measured.
 * What is asked of the path {@code /held} stays open after its first chunk until {@link #release}.
 */
final class StreamServer implements AutoCloseable {

    static final int PIECES = 20;

    private static final byte[] HEAD =
            bytes("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
    private static final byte[] PIECE = chunk("{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"model\":\"bench\","
            + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"你好，\"},\"finish_reason\":null}]}");
    private static final byte[] LAST = chunk("{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"model\":\"bench\","
            + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":20,\"total_tokens\":30}}");
    private static final byte[] DONE = chunk("[DONE]");
    private static final byte[] END = bytes("0\r\n\r\n");

    private final ServerSocket server;
    private final AtomicInteger held = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);

    StreamServer() throws IOException {
        server = new ServerSocket(0, 4096, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("stream-server").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many streams are being held. */
    int held() {
        return held.get();
    }

    /** Lets the held streams end. */
    void release() {
        released.countDown();
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream(), 4096);
            for (var path = request(in); !path.isEmpty(); path = request(in)) {
                answer(socket, path.startsWith("/held"));
            }
        } catch (IOException | InterruptedException e) {
            // the client is gone, or the bench is over
        }
    }

    private void answer(Socket socket, boolean hold) throws IOException, InterruptedException {
        var out = socket.getOutputStream();
        out.write(HEAD);
        out.write(PIECE);
        if (hold) {
            held.incrementAndGet();
            released.await();
        }
        for (int i = 1; i < PIECES; i++) {
            out.write(PIECE);
        }
        out.write(LAST);
        out.write(DONE);
        out.write(END);
    }

    /** Reads a request; its path, or nothing if there is none any more. */
    private static String request(InputStream in) throws IOException {
        var first = line(in);
        int length = 0;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (header.regionMatches(true, 0, "transfer-encoding: chunked", 0, 26)) {
                throw new IOException("a request has to say how long it is");
            }
        }
        in.skipNBytes(length);
        return first.isEmpty() ? "" : first.split(" ")[1];
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder(64);
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static byte[] chunk(String data) {
        var event = bytes("data: " + data + "\n\n");
        return bytes(Integer.toHexString(event.length) + "\r\n" + new String(event, StandardCharsets.UTF_8) + "\r\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        release();
        server.close();
    }
}
