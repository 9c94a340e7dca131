package dev.serai;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL server of the hub's own, started with the hub and stopped with it; its data stays. A server that is left
 * over because the hub was killed is stopped first. A second hub on the same folder is refused.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FileChannel lockFile;
    private final FileLock lock;
    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(FileChannel lockFile, FileLock lock, EmbeddedPostgres postgres) {
        this.lockFile = lockFile;
        this.lock = lock;
        this.postgres = postgres;
    }

    /**
     * Starts the server.
     *
     * @throws IllegalStateException if another hub uses the folder, or the server does not start
     */
    static EmbeddedDatabase start(Path folder) {
        try {
            Files.createDirectories(folder);
            var lockFile =
                    FileChannel.open(folder.resolve("hub.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return start(folder, lockFile, lock(lockFile, folder));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The embedded PostgreSQL in '" + folder + "' did not start: " + e.getMessage()
                            + ". Free the folder, or set SERAI_DATABASE_URL to a server.",
                    e);
        }
    }

    /** Lets the folder go again when the server does not start. */
    private static EmbeddedDatabase start(Path folder, FileChannel lockFile, FileLock lock) throws IOException {
        var data = folder.resolve("postgres");
        try {
            stopLeftOver(data);
            return new EmbeddedDatabase(lockFile, lock, server(data));
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        }
    }

    private static FileLock lock(FileChannel file, Path folder) throws IOException {
        try {
            var lock = file.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            // held inside this process: said below
        }
        throw new IllegalStateException("Another hub uses the data in '" + folder.toAbsolutePath()
                + "'. Stop it, or give this one another folder with SERAI_DATA.");
    }

    private static EmbeddedPostgres server(Path data) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("wal_compression", "on")
                .setServerConfig("log_min_messages", "warning")
                .setPGStartupWait(PATIENCE)
                .start();
    }

    private static void stopLeftOver(Path data) throws IOException {
        var pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var server = server(pidFile, data);
        if (server.isEmpty()) {
            Files.deleteIfExists(pidFile);
            return;
        }
        server.get().destroy();
        try {
            server.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(
                    "a PostgreSQL left over by an earlier hub (pid "
                            + server.get().pid() + ") does not stop",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The server whose number the file holds, unless that number belongs to somebody else by now. */
    private static Optional<ProcessHandle> server(Path pidFile, Path data) throws IOException {
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(pid -> pid.matches("\\d{1,9}"))
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                    .filter(process -> process.info().commandLine().orElse("").contains(data.toString()));
        }
    }

    String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    int port() {
        return postgres.getPort();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        lock.release();
        lockFile.close();
    }
}
