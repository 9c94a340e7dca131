package dev.serai.node;

import dev.serai.engine.NodeFailed;
import dev.serai.flow.Template;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Headers a flow sends: names its author chose, values that cannot become a header of their own. */
final class HttpHeaders {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Set<String> RESERVED = Set.of(
            "host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer", "authorization");

    private static final Pattern STRUCTURED = Pattern.compile("json|xml|form", Pattern.CASE_INSENSITIVE);

    private HttpHeaders() {}

    static void check(Map<String, Template> headers) {
        for (var name : headers.keySet()) {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.equals("authorization")) {
                throw new IllegalArgumentException("headers: credentials do not belong in a flow; use auth:");
            }
            if (!NAME.matcher(name).matches() || lower.startsWith("camel") || RESERVED.contains(lower)) {
                throw new IllegalArgumentException("headers: '" + name + "' cannot be set; choose another name");
            }
        }
    }

    /** Whether they announce a body in which some characters have a meaning. */
    static boolean structured(Map<String, Template> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Content-Type"))
                .anyMatch(header -> STRUCTURED.matcher(header.getValue().text()).find());
    }

    /** By names in which case does not matter, as on the wire. */
    static Map<String, String> filled(Map<String, Template> headers, Map<String, Object> scope) {
        var filled = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var header : new HashMap<>(headers).entrySet()) {
            var value = header.getValue().render(scope);
            if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c > '~')) {
                throw new NodeFailed(
                        "headers: the value of " + header.getKey()
                                + " holds characters that headers cannot; put it into the body",
                        false,
                        null);
            }
            filled.put(header.getKey(), value);
        }
        return filled;
    }
}
