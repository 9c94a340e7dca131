package dev.serai.cli;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which runs are meant; the hub checks what is said. */
final class RunQuery {

    @Option(names = "--flow", paramLabel = "FLOW", description = "its id")
    private @Nullable String flowId;

    @Option(names = "--version", paramLabel = "VERSION", description = "of the flow")
    private @Nullable String version;

    @Option(names = "--status", paramLabel = "STATUS", description = "one or more, with commas between them")
    private @Nullable String status;

    @Option(names = "--from", paramLabel = "TIME", description = "started then or later, 2026-11-21T04:00:00Z")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "started before then")
    private @Nullable String to;

    @Option(names = "--session", paramLabel = "ID", description = "id of the conversation")
    private @Nullable String sessionId;

    @Option(names = "--sender", paramLabel = "NAME", description = "who said something")
    private @Nullable String sender;

    @Option(names = "--group", paramLabel = "NAME", description = "where it was said")
    private @Nullable String group;

    @Option(names = "--robot", paramLabel = "NAME", description = "to which robot")
    private @Nullable String robot;

    @Option(names = "--error", paramLabel = "TEXT", description = "a part of the reason why it failed")
    private @Nullable String error;

    @Option(names = "--failed-node", paramLabel = "NODE", description = "the node that failed")
    private @Nullable String failedNode;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "1 to 200 (default: 20)")
    private String limit = "20";

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "where the page before told that there are more")
    private @Nullable String cursor;

    /** As the hub's parameters. */
    Map<String, String> asked() {
        var asked = new TreeMap<String, String>();
        put(asked, "flowId", flowId);
        put(asked, "version", version);
        put(asked, "status", status);
        put(asked, "from", from);
        put(asked, "to", to);
        put(asked, "sessionId", sessionId);
        put(asked, "sender", sender);
        put(asked, "group", group);
        put(asked, "robot", robot);
        put(asked, "error", error);
        put(asked, "failedNode", failedNode);
        put(asked, "limit", limit);
        put(asked, "cursor", cursor);
        return asked;
    }

    private static void put(Map<String, String> asked, String name, @Nullable String text) {
        if (text != null) {
            asked.put(name, text);
        }
    }
}
