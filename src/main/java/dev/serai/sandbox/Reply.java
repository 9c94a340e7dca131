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

    /** Events exactly as scripted, in place of the usual ones. */
    record Events(List<Event> events) implements Reply {

        /** What was said last, where only one answer is given. */
        String lastContent() {
            return events.stream()
                    .map(event -> event.data().path("content").asText(""))
                    .reduce("", (before, last) -> last.isEmpty() ? before : last);
        }
    }

    /** An HTTP answer exactly as scripted. */
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

    Set<String> FIELDS = Set.of("text", "events", "status", "body", "error", "interrupt", "pings");

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
        return new Text(Fields.text(node, "text"));
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
