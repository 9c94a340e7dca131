package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Refuses tools as OpenAI does. */
final class OpenAiTools {

    private static final Set<String> CHOICES = Set.of("auto", "none", "required");

    private OpenAiTools() {}

    static void check(JsonNode body) {
        var names = new HashSet<String>();
        var tools = body.path("tools");
        for (var i = 0; i < tools.size(); i++) {
            var name = tools.get(i).path("function").path("name").asText();
            if (!tools.get(i).path("type").asText().equals("function") || !name.matches("[A-Za-z0-9_-]{1,64}")) {
                throw new OpenAiRequest.Refused(
                        "tools[" + i + "].function.name",
                        "Invalid 'tools[%d].function.name': expected a name of letters, digits, _ and -.".formatted(i));
            }
            names.add(name);
        }
        var choice = body.path("tool_choice");
        if (choice.isMissingNode() || choice.isNull()) {
            return;
        }
        if (names.isEmpty()) {
            throw new OpenAiRequest.Refused("tool_choice", "'tool_choice' is only allowed when 'tools' are specified.");
        }
        var named = choice.path("function").path("name").asText();
        if (choice.isTextual() ? !CHOICES.contains(choice.textValue()) : !names.contains(named)) {
            throw new OpenAiRequest.Refused("tool_choice", "Invalid 'tool_choice': no such choice or tool.");
        }
    }
}
