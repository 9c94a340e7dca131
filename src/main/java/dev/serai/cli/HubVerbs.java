package dev.serai.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.serai.flow.Fault;
import dev.serai.flow.FlowDefinition;
import dev.serai.flow.FlowDiff;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is done with the flows of a running hub. */
final class HubVerbs {

    private final RemoteHub hub;
    private final PrintWriter out;

    HubVerbs(RemoteHub hub, PrintWriter out) {
        this.hub = hub;
        this.out = out;
    }

    /** Runs a flow; true if it completed, or goes on and may still do so. */
    boolean run(String flow, String input) {
        var data = hub.post("/api/flows/" + RemoteHub.encoded(flow) + "/runs", "application/json", input);
        out.println(data.toPrettyString());
        return !List.of("failed", "cancelled").contains(data.path("status").asText());
    }

    /** Publishes files; true if none has faults. */
    boolean publish(List<Path> files, Reason reason) throws IOException {
        var right = true;
        for (var file : files) {
            right &= publish(file, reason);
        }
        return right;
    }

    private boolean publish(Path file, Reason reason) throws IOException {
        var path =
                RemoteHub.path("/api/flows", Map.of("file", file.toString(), "by", reason.by(), "why", reason.why()));
        try {
            var told = hub.post(path, "application/yaml", FlowFiles.text(file));
            out.println(told.path("flowId").asText() + " "
                    + told.path("version").asText() + " "
                    + told.path("outcome").asText()
                    + (told.hasNonNull("retired") ? ", " + told.path("retired").asText() + " is retired" : ""));
            return true;
        } catch (RemoteHub.Refused e) {
            if (!e.faulty()) {
                throw e;
            }
            e.faults().forEach(fault -> out.println(fault(fault)));
            return false;
        }
    }

    private static Fault fault(JsonNode told) {
        var node = told.path("node");
        return new Fault(
                told.path("file").asText(),
                told.path("line").asInt(),
                told.path("column").asInt(),
                node.isTextual() ? node.textValue() : null,
                told.path("message").asText(),
                told.path("hint").asText());
    }

    /** Puts an older version to work. */
    void rollback(String flow, String version, String by, String why) {
        var reason = JsonNodeFactory.instance.objectNode().put("by", by).put("why", why);
        hub.post(place(flow, version) + "/activate", "application/json", reason.toString());
        out.println(flow + " " + version + " activated");
    }

    /** The author's text of a version, or of the one at work. */
    String text(String flow, @Nullable String version) {
        return hub.text(place(flow, version == null ? active(flow) : version));
    }

    private String active(String flow) {
        for (var one : hub.data("/api/flows/" + RemoteHub.encoded(flow) + "/versions")) {
            if (one.path("active").asBoolean()) {
                return one.path("version").asText();
            }
        }
        throw new IllegalArgumentException("No version of flow '" + flow + "' is active; name a version");
    }

    private static String place(String flow, String version) {
        return "/api/flows/" + RemoteHub.encoded(flow) + "/versions/" + RemoteHub.encoded(version);
    }

    /** Prints what changed; false if one of them cannot be read. */
    boolean diff(FlowFiles files, String before, String after) throws IOException {
        var old = read(files, before);
        var fresh = read(files, after);
        if (old.isEmpty() || fresh.isEmpty()) {
            return false;
        }
        print(FlowDiff.between(old.get(), fresh.get()));
        return true;
    }

    private Optional<FlowDefinition> read(FlowFiles files, String what) throws IOException {
        var at = what.lastIndexOf('@');
        if (at < 0 || Files.exists(Path.of(what))) {
            return files.read(Path.of(what));
        }
        return files.read(what, text(what.substring(0, at), what.substring(at + 1)));
    }

    private void print(FlowDiff diff) {
        diff.added().forEach(node -> out.println("+ node " + node));
        diff.removed().forEach(node -> out.println("- node " + node));
        diff.modified()
                .forEach((node, fields) -> fields.forEach(field -> out.println(
                        "~ node " + node + " " + field.name() + ": " + field.before() + " -> " + field.after())));
        diff.addedConnections().forEach(one -> out.println("+ connection " + one));
        diff.removedConnections().forEach(one -> out.println("- connection " + one));
        if (diff.triggerChanged()) {
            out.println("~ trigger");
        }
        out.println("A change of this size is a " + diff.size().name().toLowerCase(java.util.Locale.ROOT) + " one");
    }
}
