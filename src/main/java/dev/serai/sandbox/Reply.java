package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a provider says, before it is put into the provider's own words. */
sealed interface Reply {

    /** A plain answer; for a workflow it becomes its {@code output}, unless it is a JSON object itself. */
    record Text(String text) implements Reply {}

    /**
     * An answer with more than words, in any dialect that knows of it.
     *
     * @param thought what the model thinks aloud before it speaks; may be empty
     * @param text may be empty
     * @param toolCalls what the model wants to be called
     * @param cachedTokens those of the question that count as read from a cache
     */
    record Turn(String thought, String text, List<Wanted> toolCalls, int cachedTokens) implements Reply {

        /** Words only. */
        static Turn of(String text) {
            return new Turn("", text, List.of(), 0);
        }
    }

    /**
     * A tool that the model wants to be called.
     *
     * @param arguments JSON text, or whatever a model may write instead
     */
    record Wanted(String name, String arguments) {}

    /** Events exactly as scripted, in place of the usual ones. */
    record Events(List<Event> events) implements Reply {

        /** What was said last, where only one answer is given. */
        String lastContent() {
            return events.stream()
                    .map(event -> event.data().path("content").asText(""))
                    .reduce("", (before, last) -> last.isEmpty() ? before : last);
        }
    }

    /**
     * An HTTP answer exactly as scripted.
     *
     * @param body missing for the service's own words for this status
     */
    record Status(int status, JsonNode body) implements Reply {}

    /**
     * A run that fails after it has begun.
     *
     * @param done a Done event follows, as the hosted service was seen to do
     */
    record Failure(int code, String message, boolean done) implements Reply {}

    /**
     * A run that asks something and waits.
     *
     * @param then what it says when it is answered; left out: whatever is scripted or usual
     */
    record Interrupt(String question, int type, @Nullable Reply then) implements Reply {}

    /**
     * One event of a stream.
     *
     * @param name left out where the dialect has no names
     * @param data JSON, or a text that is sent as it is
     */
    record Event(@Nullable String name, JsonNode data) {}

    Set<String> FIELDS = Set.of(
            "text", "thought", "toolCalls", "cachedTokens", "events", "status", "body", "error", "interrupt", "pings");

    static Reply of(JsonNode node, String field) {
        Fields.onlyKnown(Fields.of(node, field), field, FIELDS);
        if (node.has("events")) {
            return events(node.path("events"), field + ".events");
        }
        if (node.has("status")) {
            return new Status(Fields.number(node, "status", field, 200), node.path("body"));
        }
        if (node.has("error")) {
            var error = node.path("error");
            return new Failure(
                    Fields.number(error, "code", field + ".error", 5000),
                    error.path("message").asText("workflow failed"),
                    error.path("done").asBoolean(false));
        }
        if (node.has("interrupt")) {
            var interrupt = node.path("interrupt");
            return new Interrupt(
                    Fields.text(interrupt, "question"),
                    Fields.number(interrupt, "type", field + ".interrupt", 2),
                    interrupt.has("then") ? of(interrupt.path("then"), field + ".interrupt.then") : null);
        }
        if (node.has("thought") || node.has("toolCalls") || node.has("cachedTokens")) {
            return turn(node, field);
        }
        return new Text(Fields.text(node, "text"));
    }

    private static Turn turn(JsonNode node, String field) {
        var wanted = new ArrayList<Wanted>();
        for (var call : node.path("toolCalls")) {
            Fields.onlyKnown(Fields.of(call, field + ".toolCalls"), field + ".toolCalls", Set.of("name", "arguments"));
            var arguments = call.path("arguments");
            wanted.add(new Wanted(
                    Fields.text(call, "name"),
                    arguments.isTextual()
                            ? arguments.textValue()
                            : Json.write(arguments.isMissingNode() ? Json.object() : arguments)));
        }
        return new Turn(
                node.path("thought").asText(""),
                node.path("text").asText(""),
                List.copyOf(wanted),
                Fields.number(node, "cachedTokens", field, 0));
    }

    private static Events events(JsonNode list, String field) {
        if (!list.isArray() || list.isEmpty()) {
            throw new BadRequest(field + ": must be a list with at least one event");
        }
        var events = new ArrayList<Event>();
        for (var event : list) {
            var isWrapped = event.isObject() && event.has("data");
            events.add(
                    isWrapped
                            ? new Event(Fields.optionalText(event, "event", field), event.path("data"))
                            : new Event(null, event));
        }
        return new Events(List.copyOf(events));
    }
}
