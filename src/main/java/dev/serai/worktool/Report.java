package dev.serai.worktool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a robot reported about one call.
 *
 * @param messageId of the call
 * @param result in it
 */
record Report(String messageId, CommandResult result) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The status a command has once this is known. */
    CommandStatus status() {
        if (result.errorCode() == 0 && result.failList().isEmpty()) {
            return CommandStatus.SUCCEEDED;
        }
        return result.successList().isEmpty() ? CommandStatus.FAILED : CommandStatus.PARTIAL;
    }

    /** As the result callback spells it. */
    static Report called(JsonNode callback) {
        return read(callback, callback.path("errorCode").asInt());
    }

    /** As the list of results spells it, where the error code is called otherwise; empty if it is still missing. */
    static Optional<Report> listed(JsonNode row) {
        var code = row.path("rawSuccess");
        return code.isMissingNode()
                        || code.isNull()
                        || row.path("messageId").asText().isEmpty()
                ? Optional.empty()
                : Optional.of(read(row, code.asInt()));
    }

    private static Report read(JsonNode node, int errorCode) {
        var reason = node.path("errorReason");
        var result = new CommandResult(
                errorCode,
                reason.isNull() ? "" : reason.asText(),
                names(node.path("successList")),
                names(node.path("failList")));
        return new Report(node.path("messageId").asText(), result);
    }

    /** A list, or the same written as JSON text. */
    private static List<String> names(JsonNode list) {
        var names = new ArrayList<String>();
        (list.isTextual() ? parse(list.asText()) : list).forEach(name -> names.add(name.asText()));
        return names;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            return JSON.createArrayNode();
        }
    }
}
