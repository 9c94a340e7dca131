package dev.serai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTests {

    @TempDir(cleanup = CleanupMode.NEVER) // a server that was left over may still hold its files
    private Path folder;

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url());
                var statement = connection.createStatement()) {
            var rows = statement.execute(sql) ? statement.getResultSet() : null;
            return rows != null && rows.next() ? rows.getString(1) : "";
        }
    }

    @Test
    void keepsItsDataFromOneStartToTheNext() throws Exception {
        try (var first = EmbeddedDatabase.start(folder)) {
            ask(first, "create table kept as select '订单' as word");
        }

        try (var second = EmbeddedDatabase.start(folder)) {
            assertThat(ask(second, "select word from kept")).isEqualTo("订单");
            assertThat(ask(second, "show fsync")).isEqualTo("on");
            assertThat(second.url()).contains(String.valueOf(second.port()));
        }
    }

    @Test
    void refusesAFolderThatAnotherHubUses() throws Exception {
        try (var first = EmbeddedDatabase.start(folder)) {

            assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("Another hub", folder.toString(), "SERAI_DATA");
            assertThat(ask(first, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void stopsAServerThatAKilledHubLeftOver() throws Exception {
        var left = leftOver();
        assertThat(left.isAlive()).isTrue();

        try (var database = EmbeddedDatabase.start(folder)) {

            assertThat(left.isAlive()).isFalse();
            assertThat(ask(database, "select word from kept")).isEqualTo("x");
        }
    }

    /** The server of a process that was killed. */
    private ProcessHandle leftOver() throws IOException, InterruptedException {
        var hub = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = hub.inputReader()) {
            var pid = output.lines()
                    .filter(line -> line.startsWith("server "))
                    .findFirst()
                    .orElseThrow();
            return ProcessHandle.of(Long.parseLong(pid.substring(7))).orElseThrow();
        } finally {
            hub.destroyForcibly().waitFor();
        }
    }

    /** Starts a server in a process of its own, says its number and waits to be killed. */
    static final class Killed {

        private Killed() {}

        public static void main(String[] folder) throws Exception {
            var database = EmbeddedDatabase.start(Path.of(folder[0]));
            ask(database, "create table kept as select 'x' as word");
            var pid = Files.readAllLines(Path.of(folder[0], "postgres", "postmaster.pid"))
                    .getFirst();
            System.out.println("server " + pid.strip());
            new CountDownLatch(1).await();
        }
    }

    @Test
    void leavesAloneAProcessThatOnlyInheritedTheNumber() throws Exception {
        EmbeddedDatabase.start(folder).close();
        var other = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(folder.resolve("postgres/postmaster.pid"), other.pid() + "\n");

            try (var database = EmbeddedDatabase.start(folder)) {
                assertThat(ask(database, "select 1")).isEqualTo("1");
            }

            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void saysWhyItDoesNotStartAndLetsTheFolderGo() throws Exception {
        Files.writeString(folder.resolve("postgres"), "a file where the data should be");

        assertThatThrownBy(() -> EmbeddedDatabase.start(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(folder.toString(), "did not start", "SERAI_DATABASE_URL");
        assertThatThrownBy(() -> EmbeddedDatabase.start(folder)).hasMessageContaining("did not start");
    }
}
