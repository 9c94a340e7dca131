package dev.serai.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the engine treats a node whatever its type is.
 *
 * @param timeout after which a try counts as failed; null leaves it to the node's type, which mostly means 30 s
 * @param defaultOutput the output when {@code onError} is {@link OnError#DEFAULT}
 */
public record NodePolicy(RetryPolicy retry, @Nullable Duration timeout, OnError onError, ObjectNode defaultOutput) {

    /** What holds for a node that says nothing about it. */
    public static final NodePolicy DEFAULT =
            new NodePolicy(RetryPolicy.DEFAULT, null, OnError.FAIL, JsonNodeFactory.instance.objectNode());
}
