package dev.serai.bench;

import dev.serai.HubProcess;
import dev.serai.sandbox.Sandbox;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A hub in a process of its own with a PostgreSQL and, if asked for, a sandbox, all on this machine. */
final class BenchHub implements AutoCloseable {

    private static final String FLOWS = "src/bench/flows";

    final EmbeddedPostgres postgres;
    final HubProcess hub;
    final Path folder;

    BenchHub(Sandbox sandbox, String... arguments) throws IOException {
        folder = Files.createTempDirectory("serai-bench");
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("wal_compression", "on")
                .start();
        var all = new ArrayList<>(List.of(
                "--serai.database.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                "--serai.sandbox.enabled=false",
                "--serai.flow.folder=" + FLOWS,
                "--camel.main.routes-include-pattern=file:src/bench/routes/*.camel.yaml",
                "--serai.worktool.requests-per-minute=1000000",
                "--serai.worktool.url=" + (sandbox == null ? "http://127.0.0.1:9" : sandbox.url())));
        for (var robot : List.of("five", "eight", "stored", "reply", "waits")) {
            all.add("--serai.worktool.robots." + robot + ".robot-id=wt_" + robot);
            all.add("--serai.worktool.robots." + robot + ".token=t");
            all.add("--serai.worktool.robots." + robot + ".flow=bench_" + robot);
        }
        if (sandbox != null) {
            all.add("--serai.provider.openai.base-url=" + sandbox.url() + "/v1");
            all.add("--serai.provider.openai.api-key=sk-demo");
        }
        all.addAll(List.of(arguments));
        hub = new HubProcess(folder.resolve("hub.log"), all);
    }

    static String callback(String robot) {
        return "/api/robots/callback?robotId=" + robot + "&token=t";
    }

    /** A message of about 1 KB in one of 1,000 chats. */
    static String message(long number) {
        return "{\"spoken\":\"订单到哪了 " + number + "\",\"rawSpoken\":\"@小助手 订单到哪了 " + number
                + "\",\"receivedName\":\"用户" + number % 1000 + "\",\"groupName\":\"测试群" + number % 1000
                + "\",\"groupRemark\":\"\",\"roomType\":1,\"atMe\":\"true\",\"textType\":1,\"messageId\":\"19" + number
                + "\",\"padding\":\"" + "x".repeat(600) + "\"}";
    }

    long number(String sql) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    String text(String sql) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Waits until the query answers at least this; answers how long that took. */
    Duration await(String sql, long least, Duration patience) throws SQLException {
        var begin = System.nanoTime();
        while (number(sql) < least) {
            if (System.nanoTime() - begin > patience.toNanos()) {
                throw new IllegalStateException(
                        "%d instead of %d after %s: %s\n%s".formatted(number(sql), least, patience, sql, tail()));
            }
            LockSupport.parkNanos(20_000_000);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    String tail() {
        var output = hub.output();
        return output.substring(Math.max(0, output.length() - 4000));
    }

    @Override
    public void close() throws IOException {
        hub.close();
        postgres.close();
    }
}
