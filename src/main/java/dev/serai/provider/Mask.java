package dev.serai.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Takes out of a text what must not be kept: secrets, characters the database refuses, and all beyond a limit. */
final class Mask {

    private static final String HIDDEN = "***";
    private static final List<String> SECRET_NAMES = List.of(
            "password",
            "passwd",
            "secret",
            "apikey",
            "accesskey",
            "privatekey",
            "authorization",
            "credential",
            "cookie");
    // both look at the first character first: most can begin no secret, and the text of each call is searched
    private static final Pattern SECRETS = Pattern.compile(
            "(?=[bBspraAe-])(?:(?i:bearer\\s+[\\w.~+/=-]+)|\\b(?:sk|pat|rk|ak)[-_][A-Za-z0-9_-]{8,}|\\bAIza[\\w-]{16,}|\\beyJ[\\w-]{8,}\\.[\\w.-]+"
                    + "|-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?)");
    private static final Pattern NAMED =
            Pattern.compile("(?i)(?=[psa])((?:password|passwd|secret|api[_-]?key|access[_-]?token)"
                    + "[\"']?\\s*[:=]\\s*[\"']?)[^\\s\"',;&}]+");

    /** Of what the two patterns find, {@code bearer x} and {@code secret:x} are the shortest. */
    private static final int SHORTEST = 8;

    private static final ObjectMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    private Mask() {}

    /** A text without secrets, cut at the limit. */
    static String text(String text, int limit) {
        if (text.length() < SHORTEST) {
            return cut(text.replace("\0", ""), limit);
        }
        // cut generously first, so that the search has a bound and no secret is cut in half
        var near = cut(text, Math.max(limit, 1) * 2L).replace("\0", "");
        var masked = NAMED.matcher(SECRETS.matcher(near).replaceAll(HIDDEN)).replaceAll("$1" + HIDDEN);
        return cut(masked, limit);
    }

    /**
     * Any value as compact JSON without secrets; what is longer than the limit becomes a JSON text of its beginning.
     */
    static String json(Object value, int limit) {
        var masked = masked(JSON.valueToTree(value), limit).toString();
        if (masked.length() <= limit) {
            return masked;
        }
        return JsonNodeFactory.instance.textNode(cut(masked, limit)).toString();
    }

    private static JsonNode masked(JsonNode node, int limit) {
        if (node.isObject()) {
            var copy = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(entry -> copy.set(
                            text(entry.getKey(), limit),
                            secret(entry.getKey()) ? hidden() : masked(entry.getValue(), limit)));
            return copy;
        }
        if (node.isArray()) {
            var copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> copy.add(masked(item, limit)));
            return copy;
        }
        return node.isTextual() ? JsonNodeFactory.instance.textNode(text(node.textValue(), limit)) : node;
    }

    private static boolean secret(String name) {
        var plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return plain.endsWith("token") || SECRET_NAMES.stream().anyMatch(plain::contains);
    }

    private static JsonNode hidden() {
        return JsonNodeFactory.instance.textNode(HIDDEN);
    }

    private static String cut(String text, long limit) {
        if (text.length() <= limit) {
            return text;
        }
        var end = (int) limit;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
