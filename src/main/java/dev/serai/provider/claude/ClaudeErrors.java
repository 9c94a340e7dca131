package dev.serai.provider.claude;

import dev.serai.provider.ProviderException;

/**
 * Translates the errors that Claude tells in a stream that has begun with status 200, by their published types; nobody
 * tries such a call again, because its answer may have begun.
 */
final class ClaudeErrors {

    private ClaudeErrors() {}

    static ProviderException of(String type, String message) {
        var detail = type + " " + message;
        return switch (type) {
            case "authentication_error", "permission_error" -> new ProviderException.Unauthorized(detail);
            case "rate_limit_error" -> new ProviderException.RateLimited(type, null, message);
            case "invalid_request_error" -> new ProviderException.BadRequest(400, message);
            case "not_found_error" -> new ProviderException.BadRequest(404, message);
            case "request_too_large" -> new ProviderException.BadRequest(413, message);
            default -> new ProviderException.Business(type, message);
        };
    }
}
