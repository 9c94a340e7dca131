package dev.serai.worktool;

import org.jspecify.annotations.Nullable;

/** A callback that cannot be read; it is answered with 400. */
final class MalformedCallback extends RuntimeException {

    MalformedCallback(String reason, @Nullable Throwable cause) {
        super("The body of the callback " + reason + ". Send the message as one JSON object or as a form.", cause);
    }
}
