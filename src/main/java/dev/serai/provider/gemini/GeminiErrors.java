package dev.serai.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.provider.ProviderException;
import dev.serai.provider.Refusal;
import dev.serai.provider.Reply;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Translates Google's errors ({@code google.rpc.Status}): a wrong key comes with status 400 and its reason in the
 * details, the time to wait stands in the details and not in a header.
 */
final class GeminiErrors {

    private static final Pattern SECONDS = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,9})?)s");
    private static final int LIMITED = 429;

    private GeminiErrors() {}

    /** A call that was refused with an HTTP status. */
    static ProviderException refused(Reply reply, JsonNode error, String message) {
        if (hasWrongKey(error)) {
            return new ProviderException.Unauthorized(message);
        }
        var wait = retryDelay(error);
        if (reply.status() == LIMITED && wait != null) {
            return new ProviderException.RateLimited("http_429", wait, message);
        }
        return Refusal.of(reply, message);
    }

    /** An error in an answer that had begun with status 200; nobody tries such a call again. */
    static ProviderException inAnswer(JsonNode error, String message) {
        var status = error.path("status").asText("");
        if (hasWrongKey(error) || status.equals("UNAUTHENTICATED") || status.equals("PERMISSION_DENIED")) {
            return new ProviderException.Unauthorized(message);
        }
        if (error.path("code").asInt() == LIMITED) {
            return new ProviderException.RateLimited("http_429", null, message);
        }
        return new ProviderException.Business(
                status.isEmpty() ? error.path("code").asText("error") : status, message);
    }

    private static boolean hasWrongKey(JsonNode error) {
        for (var detail : error.path("details")) {
            if (detail.path("reason").asText().startsWith("API_KEY_")) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Duration retryDelay(JsonNode error) {
        for (var detail : error.path("details")) {
            var seconds = SECONDS.matcher(detail.path("retryDelay").asText());
            if (seconds.matches()) {
                return Duration.ofMillis(
                        new BigDecimal(seconds.group(1)).movePointRight(3).longValue());
            }
        }
        return null;
    }
}
