package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.sandbox.Reply.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * One run in Coze's words, whole or as events.
 *
 * @param logId told in every answer, so that Coze's support can find the run
 */
record CozeRun(String executeId, String logId, CozeRequest request) {

    private static final Node OUTPUT = new Node("输出", "Message", "100002");
    private static final Node QUESTION = new Node("问答", "Question", "100003");
    private static final Node END = new Node("End", "End", "900001");

    private record Node(String title, String type, String id) {

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
        var answer = answer(0, "")
                .put("data", output(text))
                .put("execute_id", executeId)
                .put("debug_url", debugUrl());
        return answer.set("usage", usage(text));
    }

    JsonNode interrupted(Reply.Interrupt interrupt) {
        var answer = answer(0, "").put("data", "").put("execute_id", executeId).put("debug_url", debugUrl());
        return answer.set("interrupt_data", interruptData(interrupt.type()));
    }

    JsonNode failed(Reply.Failure failure) {
        return answer(failure.code(), failure.message()).put("debug_url", debugUrl());
    }

    /** A refusal, or what every answer begins with. */
    ObjectNode answer(int code, String message) {
        var answer = Json.object().put("code", code).put("msg", message);
        answer.putObject("detail").put("logid", logId);
        return answer;
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
                .put("debug_url", debugUrl())
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
        return new Event("Done", Json.object().put("node_execute_uuid", "").put("debug_url", debugUrl()));
    }

    private ObjectNode interruptData(int type) {
        return Json.object()
                .put("data", "")
                .put("event_id", executeId + "/" + logId.substring(logId.length() - 8))
                .put("type", type)
                .set("required_parameters", Json.object());
    }

    private String debugUrl() {
        return "https://www.coze.cn/work_flow?execute_id=%s&space_id=7361000000000000002&workflow_id=%s&execute_mode=2"
                .formatted(executeId, request.workflowId());
    }

    private ObjectNode usage(String text) {
        return new Tokens(Tokens.of(Json.write(request.parameters())), Tokens.of(text)).coze();
    }

    private static String output(String text) {
        var isObject = text.startsWith("{") && Json.readOrMissing(text).isObject();
        return isObject ? text : Json.write(Json.object().put("output", text));
    }
}
