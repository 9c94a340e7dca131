package dev.serai.provider.claude;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.serai.provider.ChatProvider;
import dev.serai.provider.SandboxTalkContract;
import dev.serai.vault.Secret;
import java.net.URI;
import java.util.Map;

class ClaudeTalkTests extends SandboxTalkContract {

    @Override
    protected ChatProvider provider(URI sandbox, Secret key) {
        return new ClaudeProvider(new ClaudeProperties(sandbox, key), new ObjectMapper());
    }

    @Override
    protected String service() {
        return "anthropic";
    }

    @Override
    protected Map.Entry<String, Map<String, String>> thinker() {
        return Map.entry("claude-sonnet-4-5", Map.of("thinking_budget", "1024"));
    }
}
