package dev.serai.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the places in a Kamelet's template where what somebody wrote in a message would be taken for more than that.
 */
final class TemplateGuard {

    /** Steps whose address is put together for each exchange. */
    private static final Set<String> ADDRESSED =
            Set.of("toD", "wireTap", "enrich", "pollEnrich", "poll", "recipientList", "routingSlip", "dynamicRouter");

    /** Camel calls methods through its bean language, which looks {@code {{names}}} up in the text it calls them on. */
    private static final Pattern CALL =
            Pattern.compile("\\$\\{(?:variable|body|bodyAs|header|exchangeProperty|message)[^}$]*\\.\\w+\\([^}]*}");

    private final Faults faults;

    TemplateGuard(Faults faults) {
        this.faults = faults;
    }

    void check(JsonNode part, String pointer) {
        if (part.isTextual()) {
            var call = CALL.matcher(part.textValue());
            if (call.find()) {
                faults.value(
                        pointer,
                        null,
                        call.group() + " calls a method on a value, and Camel would look up {{names}} in it",
                        "use functions of Simple such as ${replace(a,b,${body})}, or the language jexl");
            }
        }
        var index = 0;
        for (var element : part.isArray() ? part : Set.<JsonNode>of()) {
            check(element, pointer + "/" + index++);
        }
        part.properties().forEach(field -> {
            var inside = Document.child(pointer, field.getKey());
            if (ADDRESSED.contains(field.getKey()) && dynamic(field.getValue())) {
                faults.key(
                        inside,
                        null,
                        "The address of '" + field.getKey() + "' would be made of values of a run",
                        "use to: with an address that is the same in each run");
            }
            check(field.getValue(), inside);
        });
    }

    private static boolean dynamic(JsonNode part) {
        if (part.isTextual()) {
            return part.textValue().contains("${");
        }
        for (var child : part) {
            if (dynamic(child)) {
                return true;
            }
        }
        return part.has("header") || part.has("variable");
    }
}
