package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.sandbox.Reply.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * One run in Coze's words, whole or as events.
 *
 * @param eventId what a run that waits is resumed by
 * @param logId told in every answer, so that Coze's support can find the run
 */
record CozeRun(String executeId, String eventId, String logId, CozeRequest request) {

    static final Node OUTPUT = new Node("输出", "Message", "100002");
    private static final Node QUESTION = new Node("问答", "Question", "100003");
    private static final Node END = new Node("End", "End", "900001");
    private static final int INPUT_NODE = 5;
    private static final String STREAMED = "&execute_mode=2";

    /** A node of the workflow that says something. */
    record Node(String title, String type, String id) {

        ObjectNode message(String content, int seq, boolean last) {
            return Json.object()
                    .put("node_execute_uuid", "")
                    .put("node_is_finish", last)
                    .put("node_seq_id", Integer.toString(seq))
                    .put("node_title", title)
                    .put("node_type", type)
                    .put("node_id", id)
                    .put("content", content)
                    .put("content_type", "text");
        }
    }

    /** The answer to a run that is not streamed. */
    JsonNode whole(String text) {
        var answer = answer(0, "").put("data", output(text)).put("debug_url", debugUrl(""));
        return answer.set("usage", usage(text));
    }

    /** The answer to a run that is not waited for. */
    JsonNode started() {
        return answer(0, "").put("execute_id", executeId).put("debug_url", debugUrl(""));
    }

    JsonNode interrupted(Reply.Interrupt interrupt) {
        var answer = answer(0, "").put("data", "").put("execute_id", executeId).put("debug_url", debugUrl(""));
        return answer.set("interrupt_data", interruptData(interrupt.type()));
    }

    JsonNode failed(Reply.Failure failure) {
        return answer(failure.code(), failure.message()).put("debug_url", debugUrl(""));
    }

    /** A refusal, or what every answer begins with. */
    ObjectNode answer(int code, String message) {
        return CozeGate.answer(code, message, logId);
    }

    /** Deltas of the output node if the text is cut into several pieces, then the end with what was used. */
    List<Event> finished(String text, int chunks) {
        var events = new ArrayList<Event>();
        var pieces = chunks > 1 ? Tokens.pieces(text, chunks) : new String[0];
        for (var i = 0; i < pieces.length; i++) {
            events.add(new Event("Message", OUTPUT.message(pieces[i], i, i == pieces.length - 1)));
        }
        var end = END.message(output(text), 0, true);
        events.add(new Event("Message", end.set("usage", usage(text))));
        events.add(done());
        return events;
    }

    /** The question as a message, then the interrupt; nothing is done yet. */
    List<Event> interruptedEvents(Reply.Interrupt interrupt) {
        var data = Json.object();
        data.set("interrupt_data", interruptData(interrupt.type()));
        data.put("node_title", QUESTION.title());
        return List.of(
                new Event("Message", QUESTION.message(interrupt.question(), 0, true)), new Event("Interrupt", data));
    }

    List<Event> failedEvents(Reply.Failure failure) {
        var error = Json.object()
                .put("error_code", failure.code())
                .put("error_message", failure.message())
                .put("debug_url", debugUrl(STREAMED))
                .put("node_execute_uuid", "");
        return failure.done() ? List.of(new Event("Error", error), done()) : List.of(new Event("Error", error));
    }

    /** Puts heartbeats in front and numbers all events, heartbeats included. */
    static List<String> frames(List<Event> events, int pings) {
        var frames = new ArrayList<String>();
        var ping = new Event("PING", Json.object().put("content", "{}").put("node_execute_uuid", ""));
        for (var i = 0; i < pings; i++) {
            frames.add(frame(frames.size(), ping));
        }
        for (var event : events) {
            frames.add(frame(frames.size(), event));
        }
        return frames;
    }

    private static String frame(int id, Event event) {
        var name = event.name() == null ? "Message" : event.name();
        var data = event.data().isTextual() ? event.data().textValue() : escaped(Json.write(event.data()));
        return "id: " + id + "\nevent: " + name + "\ndata: " + data + "\n\n";
    }

    /** Coze's JSON writer escapes what would be markup in HTML. */
    private static String escaped(String json) {
        return json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
    }

    private Event done() {
        return new Event("Done", Json.object().put("node_execute_uuid", "").put("debug_url", debugUrl(STREAMED)));
    }

    /** An input node says which fields it wants; the others ask in words. */
    ObjectNode interruptData(int type) {
        var data = Json.object().put("event_id", eventId).put("type", type);
        var required = Json.object();
        if (type != INPUT_NODE) {
            data.put("data", "");
            return data.set("required_parameters", required);
        }
        var field = Json.object().put("type", "string").put("name", "input").put("required", true);
        var fields = Json.array(List.of(field));
        data.put("data", Json.write(Json.object().put("content_type", "text").put("content", Json.write(fields))));
        required.putObject("input").put("type", "string").put("required", true).put("description", "");
        return data.set("required_parameters", required);
    }

    String debugUrl(String mode) {
        return "https://www.coze.cn/work_flow?execute_id=%s&space_id=7361000000000000002&workflow_id=%s%s"
                .formatted(executeId, request.workflowId(), mode);
    }

    ObjectNode usage(String text) {
        return new Tokens(Tokens.of(Json.write(request.parameters())), Tokens.of(text)).coze();
    }

    static String output(String text) {
        var isObject = text.startsWith("{") && Json.readOrMissing(text).isObject();
        return isObject ? text : Json.write(Json.object().put("output", text));
    }
}
