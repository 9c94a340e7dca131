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
 */
public record Write(String endpoint, Map<String, @Nullable Object> row, Runnable committed) {

    /** A row nobody needs to be told about. */
    public static Write of(String endpoint, Map<String, @Nullable Object> row) {
        return new Write(endpoint, row, () -> {});
    }
}
