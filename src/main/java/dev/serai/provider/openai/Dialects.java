package dev.serai.provider.openai;

import dev.serai.provider.openai.Dialect.Thinking;
import dev.serai.vault.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rows: servers that are known by name, each with settings of its own under {@code serai.provider.<protocol>}, and
 * any others under {@code serai.provider.compatible.<protocol>}.
 */
final class Dialects {

    private static final String PREFIX = "serai.provider.";
    private static final String OTHERS = PREFIX + "compatible";
    private static final String NAME = "[a-z][a-z0-9-]{0,40}";

    private static final List<Known> KNOWN = List.of(
            new Known("openai", "https://api.openai.com/v1", "OPENAI_API_KEY", Thinking.NONE),
            new Known("ark", "https://ark.cn-beijing.volces.com/api/v3", "ARK_API_KEY", Thinking.TYPE),
            new Known("qwen", "https://dashscope.aliyuncs.com/compatible-mode/v1", "DASHSCOPE_API_KEY", Thinking.FLAG),
            new Known("deepseek", "https://api.deepseek.com/v1", "DEEPSEEK_API_KEY", Thinking.TYPE),
            new Known("ollama", "http://127.0.0.1:11434/v1", null, Thinking.NONE));

    private Dialects() {}

    /** @param keyVariable null if the server asks for no key */
    private record Known(
            String protocol, String baseUrl, @Nullable String keyVariable, Thinking thinking) {

        Dialect with(Settings settings) {
            return new Dialect(
                    protocol,
                    settings.baseUrl() == null ? URI.create(baseUrl) : settings.baseUrl(),
                    settings.apiKey(),
                    settings.keyNeeded() == null ? keyVariable != null : settings.keyNeeded(),
                    keyVariable == null ? PREFIX + protocol + ".api-key" : "the environment variable " + keyVariable,
                    thinking);
        }
    }

    /**
     * What can be set of a row.
     *
     * @param baseUrl in front of {@code /chat/completions}
     * @param apiKey sent to this address only
     * @param keyNeeded false if the server lets everybody in
     */
    record Settings(
            @Nullable URI baseUrl,
            @DefaultValue("") Secret apiKey,
            @Nullable Boolean keyNeeded) {

        private static final Settings NONE = new Settings(null, Secret.none(), null);
    }

    /**
     * All rows.
     *
     * @throws IllegalArgumentException if a row is wrong, with its name
     */
    static List<Dialect> in(Binder binder) {
        var dialects = new ArrayList<Dialect>();
        for (var known : KNOWN) {
            var settings = binder.bind(PREFIX + known.protocol(), Settings.class);
            dialects.add(known.with(settings.orElse(Settings.NONE)));
        }
        binder.bind(OTHERS, Bindable.mapOf(String.class, Settings.class))
                .orElse(Map.of())
                .forEach((name, settings) -> dialects.add(other(name, settings)));
        return dialects;
    }

    private static Dialect other(String name, Settings settings) {
        var at = OTHERS + "." + name;
        if (KNOWN.stream().anyMatch(known -> known.protocol().equals(name))) {
            throw new IllegalArgumentException("%s: is known already; set %s%s instead".formatted(at, PREFIX, name));
        }
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "%s: a name begins with a letter and has only small letters, digits and hyphens".formatted(at));
        }
        if (settings.baseUrl() == null) {
            throw new IllegalArgumentException(
                    at + ".base-url: is missing; give what is in front of /chat/completions");
        }
        return new Dialect(
                name,
                settings.baseUrl(),
                settings.apiKey(),
                settings.keyNeeded() == null || settings.keyNeeded(),
                at + ".api-key",
                Thinking.FLAG);
    }
}
