package dev.serai.sandbox;

import java.util.List;

/**
 * Servers that speak OpenAI's language, each as the real one does.
 *
 * @param protocol what the hub calls it
 * @param path in front of {@code /chat/completions}, below the sandbox's own address
 * @param open whether it lets everybody in
 * @param thoughts the field in which it shows what its models think; empty if it hides that
 */
record OpenAiFamily(String protocol, String path, boolean open, String thoughts) {

    private static final String REASONING_CONTENT = "reasoning_content";

    static final List<OpenAiFamily> ALL = List.of(
            new OpenAiFamily("openai", "/v1", false, ""),
            new OpenAiFamily("ark", "/ark/api/v3", false, REASONING_CONTENT),
            new OpenAiFamily("qwen", "/qwen/compatible-mode/v1", false, REASONING_CONTENT),
            new OpenAiFamily("deepseek", "/deepseek/v1", false, REASONING_CONTENT),
            new OpenAiFamily("ollama", "/ollama/v1", true, "reasoning"));
}
