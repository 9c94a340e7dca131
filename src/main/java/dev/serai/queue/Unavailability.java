package dev.serai.queue;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells a database that is away for a while from work that is wrong: only the latter counts as a failed attempt. */
public final class Unavailability {

    /**
     * SQLSTATE classes of PostgreSQL: 08 connection, 53 resources, 57 operator intervention, 58 system, 40 rollback.
     */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58", "40");

    private Unavailability() {}

    /** Whether the hub's database was away, or asks to try again. */
    public static boolean causes(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotCreateTransactionException
                    || cause instanceof NonTransientDataAccessResourceException
                    || cause instanceof TransientDataAccessException
                    || cause instanceof RecoverableDataAccessException
                    || (cause instanceof SQLException sql && temporary(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean temporary(@Nullable String state) {
        return state != null && state.length() >= 2 && CLASSES.contains(state.substring(0, 2));
    }
}
