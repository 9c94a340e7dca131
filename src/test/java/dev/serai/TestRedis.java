package dev.serai;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.UUID;
import redis.embedded.RedisServer;

/** A real Redis for tests: one for the whole suite, or one of its own for who wants to kill it. */
public final class TestRedis implements AutoCloseable {

    private final int port;
    private RedisServer server;

    private TestRedis(int port) {
        this.port = port;
        start();
    }

    /** The address of the Redis of the suite; take a {@link #prefix} of your own. */
    public static String shared() {
        return Shared.REDIS.url();
    }

    /** A prefix nobody else has. */
    public static String prefix() {
        return "test-" + UUID.randomUUID();
    }

    /** Another one; close it when done. */
    public static TestRedis own() {
        return new TestRedis(freePort());
    }

    /** Its address, the same after it was started again. */
    public String url() {
        return "redis://localhost:" + port;
    }

    /** Starts it, empty. */
    public void start() {
        try {
            server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .onShutdownForceStop(true) // killed, as machines die
                    .setting("save \"\"")
                    .setting("appendonly no")
                    .build();
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it and all that is in it. */
    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {
        static final TestRedis REDIS = shared();

        private static TestRedis shared() {
            var redis = own();
            Runtime.getRuntime().addShutdownHook(new Thread(redis::stop, "test-redis-stop"));
            return redis;
        }
    }
}
