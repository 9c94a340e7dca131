package dev.serai.worktool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * Says which process works the line of a robot, so that commands keep their order when several hubs share a database.
 *
 * <p>Two things work together. An advisory lock of PostgreSQL, held by one connection of this process for all its
 * robots, says who <em>may</em>: it is free the moment that connection ends, so after a kill the next process goes on
 * at once and nobody waits for a time to run out. And the epoch, a number that goes up with each new owner, says who
 * still <em>is</em>: it is checked by the statement that claims a command, so an owner that has lost its connection
 * without noticing yet claims nothing more.
 */
@Component
class RobotLeases {

    private static final Duration TRUST = Duration.ofSeconds(5);
    private static final int PING_SECONDS = 2;

    /**
     * The right to work a robot's line.
     *
     * @param robot its name
     * @param epoch of this ownership
     */
    record Lease(String robot, long epoch, Connection holder) {}

    private final DataSource database;
    private final Clock clock;
    private @Nullable Connection holder;
    private Instant checkedAt = Instant.MIN;

    RobotLeases(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Takes the line of a robot unless another process works it. Each line asks for itself only. */
    synchronized Optional<Lease> take(String robot) {
        try {
            var connection = connection();
            if (!lock(connection, robot)) {
                return Optional.empty();
            }
            return Optional.of(new Lease(robot, epoch(connection, robot), connection));
        } catch (SQLException e) {
            close();
            throw new DataAccessResourceFailureException("Cannot ask for the line of robot " + robot, e);
        }
    }

    /** True while nobody else can have taken the line, as far as was known a few seconds ago. */
    synchronized boolean holds(Lease lease) {
        if (lease.holder() != holder) {
            return false;
        }
        var now = clock.instant();
        if (now.isBefore(checkedAt.plus(TRUST))) {
            return true;
        }
        checkedAt = now;
        if (alive(lease.holder())) {
            return true;
        }
        close();
        return false;
    }

    /** Gives a line back for others to work. */
    synchronized void release(Lease lease) {
        if (lease.holder() != holder) {
            return;
        }
        try (var statement = lease.holder().prepareStatement(WorkToolSql.UNLOCK_LINE)) {
            statement.setString(1, lease.robot());
            statement.execute();
        } catch (SQLException e) {
            close();
        }
    }

    /** Gives everything back. */
    synchronized void close() {
        var connection = holder;
        holder = null;
        if (connection == null) {
            return;
        }
        try (connection) {
            unlockAll(connection);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("Cannot give back the robots' lines", e);
        }
    }

    /** A connection that cannot give its locks back must not return to the pool with them. */
    private static void unlockAll(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock_all()");
        } catch (SQLException e) {
            connection.abort(Runnable::run);
        }
    }

    private Connection connection() throws SQLException {
        var connection = holder;
        if (connection == null) {
            connection = database.getConnection();
            connection.setAutoCommit(true);
            holder = connection;
        }
        return connection;
    }

    private static boolean alive(Connection connection) {
        try {
            return connection.isValid(PING_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    private static boolean lock(Connection connection, String robot) throws SQLException {
        try (var statement = connection.prepareStatement(WorkToolSql.LOCK_LINE)) {
            statement.setString(1, robot);
            try (var result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    private static long epoch(Connection connection, String robot) throws SQLException {
        try (var statement = connection.prepareStatement(WorkToolSql.TAKE_LINE)) {
            statement.setString(1, robot);
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }
}
