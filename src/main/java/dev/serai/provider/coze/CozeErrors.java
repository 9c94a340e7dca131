package dev.serai.provider.coze;

import dev.serai.provider.ProviderException;
import dev.serai.provider.Refusal;
import dev.serai.provider.Reply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Translates what Coze says when it says no. */
final class CozeErrors {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private CozeErrors() {}

    /** An answer in one piece that is not the wanted one; the message is what Coze says, without our token. */
    static ProviderException of(Reply reply, long code, String message, CozeStage stage) {
        var wait = Refusal.retryAfter(reply).orElse(null);
        if (reply.status() == OK) {
            return of(code, message, stage, wait);
        }
        var listed = CozeCode.of(code);
        return listed == CozeCode.BUSY || listed == CozeCode.QUOTA
                ? of(code, message, stage, wait)
                : Refusal.of(reply, code + " " + message);
    }

    /** A failure that is told after the run began, in its stream or in its history. */
    static ProviderException underWay(long code, String message) {
        return of(code, message, CozeStage.UNDER_WAY, null);
    }

    private static ProviderException of(long code, String message, CozeStage stage, @Nullable Duration wait) {
        var name = String.valueOf(code);
        var words = message.isBlank() ? "from Coze" : message;
        return switch (CozeCode.of(code)) {
            case LOGIN -> new ProviderException.Unauthorized(name + " " + words);
            case BUSY ->
                stage == CozeStage.UNDER_WAY
                        ? new ProviderException.RateLimited(name, null, words)
                        : ProviderException.RateLimited.turnedAway(name, wait, words);
            case QUOTA -> new ProviderException.RateLimited(name, null, words);
            case PASSING ->
                stage == CozeStage.HARMLESS
                        ? new ProviderException.ServerError(UNAVAILABLE, name + " " + words)
                        : new ProviderException.Business(name, words);
            case INTERRUPT -> new ProviderException.Interrupted(name + " " + words);
            case FINAL -> new ProviderException.Business(name, words);
        };
    }
}
