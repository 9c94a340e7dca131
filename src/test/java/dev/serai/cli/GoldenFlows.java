package dev.serai.cli;

import dev.serai.flow.FlowDefinition;
import dev.serai.flow.FlowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** For each node type a small flow with one node of it, and the Camel routes it compiles to. */
final class GoldenFlows {

    static final Path FOLDER = Path.of("src/test/resources/golden/node");

    /** The node types that the language promises, whatever the code has. */
    private static final List<String> PROMISED = List.of(
            "after_sales_response_detect",
            "after_sales_task_check",
            "ai_reply",
            "ai_report",
            "ai_workflow",
            "alert_rule",
            "alert_save",
            "async_result_check",
            "camel",
            "collaboration_analyze",
            "command_status",
            "condition_branch",
            "context_load",
            "delay_control",
            "end",
            "execute_notification",
            "http_request",
            "intent_recognize",
            "loop",
            "manual_intervention",
            "message_dispatch",
            "message_receive",
            "operation_track",
            "parallel",
            "persona_select",
            "send_command",
            "sender_identify",
            "session_update",
            "set_variables",
            "sql_query",
            "staff_activity_record",
            "sub_flow",
            "template_render",
            "trigger_api",
            "trigger_event",
            "trigger_schedule",
            "trigger_webhook",
            "wait_event");

    private static final Pattern GOES = Pattern.compile("(?m)^# goes: (.*)$");
    private static final FlowReader READER = new FlowReader(OfflineTypes.found());

    private GoldenFlows() {}

    /** All node types: those that are promised and those that the hub has. */
    static TreeSet<String> types() {
        var types = new TreeSet<>(PROMISED);
        OfflineNodes.kinds(List.of()).forEach(kind -> types.add(kind.type().name()));
        return types;
    }

    static Path flowFile(String type) {
        return FOLDER.resolve(type + ".flow.yaml");
    }

    static Path camelFile(String type) {
        return FOLDER.resolve(type + ".camel.yaml");
    }

    static FlowDefinition flow(String type) throws IOException {
        var file = flowFile(type);
        return READER.read(file.toString(), Files.readString(file));
    }

    /** The way a run of it takes, as its comment says. */
    static List<String> goes(String type) throws IOException {
        var comment = GOES.matcher(Files.readString(flowFile(type)));
        if (!comment.find()) {
            throw new IllegalStateException(flowFile(type) + ": say the way it takes, such as # goes: start, done");
        }
        return List.of(comment.group(1).split(", "));
    }
}
