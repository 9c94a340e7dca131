package dev.serai;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL for tests: one server for the whole suite, a freshly migrated database for whoever asks. */
public final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    /** An empty, migrated database of its own; close it when done. */
    public static HikariDataSource fresh() {
        var config = new HikariConfig();
        config.setJdbcUrl(freshUrl());
        config.setMaximumPoolSize(8);
        return new HikariDataSource(config);
    }

    /** The JDBC address of a new, migrated database. */
    public static String freshUrl() {
        var name = "test" + COUNT.incrementAndGet();
        try (var connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " template migrated");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return url(Server.POSTGRES, name);
    }

    private static String url(EmbeddedPostgres postgres, String name) {
        return postgres.getJdbcUrl("postgres", name) + "&reWriteBatchedInserts=true";
    }

    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                var postgres = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("fsync", "off")
                        .start();
                try (var connection = postgres.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    statement.execute("create database migrated");
                }
                Flyway.configure()
                        .dataSource(url(postgres, "migrated"), "postgres", "postgres")
                        .defaultSchema("house")
                        .load()
                        .migrate();
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
