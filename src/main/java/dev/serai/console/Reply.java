package dev.serai.console;

import org.jspecify.annotations.Nullable;

/**
 * The one response format of {@code /api/**}.
 *
 * @param code 0 if all is well, else the HTTP status
 */
record Reply(int code, String message, @Nullable Object data) {

    static Reply of(@Nullable Object data) {
        return new Reply(0, "success", data);
    }
}
