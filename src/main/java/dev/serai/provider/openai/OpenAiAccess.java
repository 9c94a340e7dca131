package dev.serai.provider.openai;

import dev.serai.provider.Access;
import dev.serai.provider.ChatTarget;
import dev.serai.vault.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a question goes, who asks and what its server wants to be told.
 *
 * @param options with Azure the deployment is in the path, and the key in a header of its own
 */
record OpenAiAccess(URI address, Secret key, OpenAiOptions options) {

    static OpenAiAccess of(Dialect dialect, ChatTarget target) {
        var access = Access.of(target, new Access(dialect.baseUrl(), dialect.apiKey()));
        var options = OpenAiOptions.of(dialect, target.account());
        var address = access.baseUrl().toString().replaceAll("/+$", "")
                + (options.azure() ? deployment(target.model(), options.apiVersion()) : "/chat/completions");
        return new OpenAiAccess(URI.create(address), access.key(), options);
    }

    Map<String, String> headers() {
        var headers = new HashMap<>(Map.of("Content-Type", "application/json; charset=UTF-8"));
        if (!key.present()) {
            return headers;
        }
        if (options.azure()) {
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
