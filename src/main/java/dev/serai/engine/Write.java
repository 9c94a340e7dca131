package dev.serai.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that a node wants stored in the transaction that commits its outcome.
 *
 * @param endpoint a camel-sql endpoint of the module that owns the table, taking a list of rows ({@code batch=true});
 *     the statement must bear to be repeated ({@code on conflict do nothing})
 * @param row named parameters of the statement
 * @param committed told once the row is stored; may be told more than once
 * @param atOnce how many rows of this endpoint are handed to it in one write at most
 */
public record Write(String endpoint, Map<String, @Nullable Object> row, Runnable committed, int atOnce) {

    /** A row that goes with as many others as there are. */
    public Write(String endpoint, Map<String, @Nullable Object> row, Runnable committed) {
        this(endpoint, row, committed, Integer.MAX_VALUE);
    }

    /** A row nobody needs to be told about. */
    public static Write of(String endpoint, Map<String, @Nullable Object> row) {
        return new Write(endpoint, row, () -> {});
    }

    /** The same, in a write of no more rows than this. */
    public Write atOnce(int rows) {
        return new Write(endpoint, row, committed, rows);
    }
}
