package dev.serai.provider;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Translates the HTTP status of an answer that is not the wanted one. */
public final class Refusal {

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private Refusal() {}

    /** How long the provider asks to wait, if this reply says so. */
    public static Optional<Duration> retryAfter(Reply reply) {
        return wait(reply.header("Retry-After").orElse(null));
    }

    /** The case for this reply; the detail is what the provider says about it, in a few words. */
    public static ProviderException of(Reply reply, String detail) {
        return of(reply.status(), reply.header("Retry-After").orElse(null), detail);
    }

    static ProviderException of(int status, @Nullable String retryAfter, String detail) {
        if (status == 401 || status == 403) {
            return new ProviderException.Unauthorized(detail);
        }
        if (status == 429) {
            return new ProviderException.RateLimited(
                    "http_429", wait(retryAfter).orElse(null), detail);
        }
        if (status >= 500) {
            return new ProviderException.ServerError(status, detail);
        }
        if (status >= 300 && status < 400) {
            return new ProviderException.BadRequest(status, "redirected; correct the base-url");
        }
        return new ProviderException.BadRequest(status, detail);
    }

    private static Optional<Duration> wait(@Nullable String retryAfter) {
        if (retryAfter == null || !retryAfter.strip().matches("\\d{1,9}")) {
            return Optional.empty();
        }
        var wait = Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
        return wait.compareTo(LONGEST_WAIT) > 0 ? Optional.empty() : Optional.of(wait);
    }
}
