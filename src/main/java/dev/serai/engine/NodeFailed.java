package dev.serai.engine;

import org.jspecify.annotations.Nullable;

/** A node could not do its work. */
public final class NodeFailed extends RuntimeException {

    private final boolean retryable;

    /**
     * Says why.
     *
     * @param retryable whether another attempt may help
     */
    public NodeFailed(String reason, boolean retryable, @Nullable Throwable cause) {
        super(reason, cause);
        this.retryable = retryable;
    }

    /** Whether another attempt may help. */
    public boolean retryable() {
        return retryable;
    }
}
