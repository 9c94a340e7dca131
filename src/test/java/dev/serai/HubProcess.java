package dev.serai;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The hub as a process of its own, that can be killed. */
public final class HubProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String HEAP = "-Xmx2g";

    /** What the tests' JVM was told about the JVMs of hubs, or nothing. */
    private static final List<String> JVM = Stream.of(
                    System.getProperty("hub.jvm", "").split(" "))
            .filter(word -> !word.isEmpty())
            .toList();

    private static final Path PACKED = Path.of("target", "packed", "run");

    private final List<String> arguments;
    private final Path log;
    private boolean packed;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;

    /**
     * Prepares a hub on a free port.
     *
     * @param log where its output goes
     * @param arguments as on its command line
     */
    public HubProcess(Path log, List<String> arguments) {
        this.log = log;
        this.arguments = List.copyOf(arguments);
        this.port = freePort();
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public long pid() {
        return process.pid();
    }

    /**
     * From now on starts the program that {@code src/main/scripts/pack} laid out in {@code target/packed} instead of
     * the compiled classes.
     *
     * @return false if it was not laid out
     */
    public boolean usePacked() {
        packed = Files.isExecutable(PACKED);
        return packed;
    }

    /** Starts it and returns at once. */
    public HubProcess start() {
        var command = new ArrayList<>(packed ? List.of(PACKED.toString()) : program());
        command.add("--server.port=" + port);
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("SERAI_JVM", HEAP);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private static List<String> program() {
        var program = new ArrayList<String>();
        program.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        program.addAll(JVM);
        program.addAll(List.of(HEAP, "-XX:+UseParallelGC", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8"));
        program.addAll(List.of("-cp", System.getProperty("java.class.path"), SeraiApplication.class.getName()));
        return program;
    }

    /** Waits until it takes requests; answers how long that took. */
    public Duration awaitReady() {
        var begin = System.nanoTime();
        while (System.nanoTime() - begin < PATIENCE.toNanos()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The hub ended:\n" + output());
            }
            if (ready()) {
                return Duration.ofNanos(System.nanoTime() - begin);
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new IllegalStateException("The hub is not ready after " + PATIENCE + ":\n" + output());
    }

    private boolean ready() {
        var request = HttpRequest.newBuilder(uri("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last things it complained of, short enough to be read in a report. */
    public String complaints() {
        var lines = output().lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .map(line -> line.substring(0, Math.min(line.length(), 200)))
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    /** As {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The hub does not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** CPU it has used so far, over all its threads. */
    public Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            process.destroy();
            await();
        }
    }
}
