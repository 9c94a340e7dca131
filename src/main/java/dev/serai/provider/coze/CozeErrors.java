package dev.serai.provider.coze;

import dev.serai.provider.ProviderException;

/** Translates the codes by which Coze says no. */
final class CozeErrors {

    private CozeErrors() {}

    static ProviderException of(long code, String message) {
        var words = message.isBlank() ? "from Coze" : message;
        return switch ((int) code) {
            case 4009, 4020 -> new ProviderException.RateLimited(String.valueOf(code), null, words);
            case 4100, 4101, 700012006 -> new ProviderException.Unauthorized(code + " " + words);
            case 6039, 720702078 -> new ProviderException.Interrupted(code + " " + words);
            default -> new ProviderException.Business(String.valueOf(code), words);
        };
    }
}
