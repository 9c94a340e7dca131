package dev.serai.provider.openai;

import dev.serai.provider.ChatTarget;
import dev.serai.vault.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a question goes and who asks. The dialect's own key never goes to an address that is not the dialect's.
 *
 * @param azure Azure's way: the deployment in the path, the key in a header of its own
 */
record OpenAiAccess(URI address, Secret key, boolean azure) {

    static OpenAiAccess of(Dialect dialect, ChatTarget target) {
        var account = target.account();
        var isOwn = account.baseUrl() == null && !account.apiKey().present();
        var base = account.baseUrl() == null ? dialect.baseUrl() : account.baseUrl();
        var options = OpenAiOptions.of(dialect, account);
        var address = base.toString().replaceAll("/+$", "")
                + (options.azure() ? deployment(target.model(), options.apiVersion()) : "/chat/completions");
        return new OpenAiAccess(URI.create(address), isOwn ? dialect.apiKey() : account.apiKey(), options.azure());
    }

    Map<String, String> headers() {
        var headers = new HashMap<>(Map.of("Content-Type", "application/json; charset=UTF-8"));
        if (!key.present()) {
            return headers;
        }
        if (azure) {
            headers.put("api-key", key.reveal());
        } else {
            headers.put("Authorization", "Bearer " + key.reveal());
        }
        return headers;
    }

    private static String deployment(String model, String version) {
        return "/openai/deployments/%s/chat/completions?api-version=%s".formatted(encoded(model), encoded(version));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
