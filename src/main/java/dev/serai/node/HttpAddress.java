package dev.serai.node;

import dev.serai.engine.NodeFailed;
import dev.serai.flow.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Where a flow calls. Who is called is written by the flow's author; variables may stand in the path and the query
 * only, where a value is escaped and so stays one value.
 *
 * @param origin scheme, host and port
 * @param host lower-case
 * @param port as written or the scheme's own
 * @param rest what follows, with {@code {{variables}}}
 */
record HttpAddress(String origin, String host, int port, String rest) {

    private static final Pattern FORM = Pattern.compile(
            "((https?)://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?)([/?].*)?", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{.*?}}");
    private static final Pattern WRITTEN = Pattern.compile("[\\x21-\\x7e&&[^\"<>\\\\^`{|}#]]*");

    /** Takes an address apart; says which setting is wrong if it is none. */
    static HttpAddress of(Template url) {
        var form = FORM.matcher(url.text());
        if (!form.matches()) {
            throw new IllegalArgumentException("url: '" + shown(url)
                    + "' is no address with a fixed host; write https://host/path, variables in path and query only");
        }
        var rest = form.group(5) == null ? "" : form.group(5);
        if (!WRITTEN.matcher(VARIABLE.matcher(rest).replaceAll("")).matches()) {
            throw new IllegalArgumentException(
                    "url: the path or query holds characters that must be escaped; write %20 for a space and so on");
        }
        var standard = form.group(2).equals("https") ? 443 : 80;
        var port = form.group(4) == null ? standard : Integer.parseInt(form.group(4));
        return new HttpAddress(form.group(1), form.group(3).toLowerCase(Locale.ROOT), port, rest);
    }

    private static String shown(Template url) {
        return url.text().replaceFirst("[?#].*", "").replaceFirst("//[^/]*@", "//***@");
    }

    /** The whole address, each value escaped. */
    String in(Map<String, Object> scope) {
        return origin + VARIABLE.matcher(rest).replaceAll(variable -> escaped(variable, scope));
    }

    private static String escaped(MatchResult variable, Map<String, Object> scope) {
        var template = Template.of(variable.group());
        if (!template.missing(scope).isEmpty()) {
            throw new NodeFailed("url: there is no value for " + template.missing(scope), false, null);
        }
        var value = template.render(scope);
        if (value.equals(".") || value.equals("..")) {
            throw new NodeFailed("url: the value of " + template.variables() + " would change the path", false, null);
        }
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
