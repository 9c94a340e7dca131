package dev.serai.provider.gemini;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.ChatProvider;
import dev.serai.provider.SandboxTalkContract;
import dev.serai.vault.Secret;
import java.net.URI;
import java.util.Map;

class GeminiTalkTests extends SandboxTalkContract {

    @Override
    protected ChatProvider provider(URI sandbox, Secret key) {
        return new GeminiProvider(new GeminiProperties(sandbox, key), new ObjectMapper());
    }

    @Override
    protected String service() {
        return "gemini";
    }

    @Override
    protected Map.Entry<String, Map<String, String>> thinker() {
        return Map.entry("gemini-3-pro", Map.of("include_thoughts", "true", "thinking_budget", "512"));
    }
}
