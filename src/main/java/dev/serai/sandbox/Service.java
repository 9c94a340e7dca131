package dev.serai.sandbox;

import java.util.Locale;

/** The outside services that the sandbox plays. */
enum Service {
    WORKTOOL,
    COZE,
    OPENAI,
    ANTHROPIC,
    GEMINI;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Service of(String name, String field) {
        for (var service : values()) {
            if (service.wireName().equals(name)) {
                return service;
            }
        }
        throw new BadRequest(
                "%s: '%s' is no service; use worktool, coze, openai, anthropic or gemini".formatted(field, name));
    }
}
