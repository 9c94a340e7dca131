package dev.serai.engine;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node's turn in a run: what it may know. */
public interface Step {

    /** The run it belongs to. */
    RunId run();

    /** The node's id. */
    String node();

    /** Names this turn's outside effect for ever; the same in each attempt and after each crash. */
    String effectKey();

    /** What templates and conditions see: {@code context}, {@code nodes} and {@code variables}. Not to be changed. */
    Map<String, Object> scope();

    /** A field of the context, for example {@code userName}. */
    @Nullable
    Object context(String field);

    /** A field of the context as text; empty if it has no value. */
    default String text(String field) {
        var value = context(field);
        return value == null ? "" : value.toString();
    }

    /** A part of a field that is an object, as text; empty if it has no value. */
    default String text(String field, String part) {
        return context(field) instanceof Map<?, ?> map && map.get(part) != null ? String.valueOf(map.get(part)) : "";
    }

    /** The ways of the run that meet at this node, if any do. */
    default Meeting meeting() {
        return Meeting.NONE;
    }

    /** The time now. */
    Instant now();
}
