package dev.serai.flow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text that may hold {@code {{variables}}}; Jackson reads it from a string. */
public final class Template {

    private static final Pattern PATH = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$-]*(\\.[\\p{L}\\p{N}_$-]+)*");

    private final String text;
    private final List<Segment> segments;

    private Template(String text, List<Segment> segments) {
        this.text = text;
        this.segments = segments;
    }

    /**
     * Takes the text apart once, so that rendering is quick.
     *
     * @throws TemplateRejected when a <code>{{</code> is not followed by a path and <code>}}</code>
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Template of(String text) {
        var segments = new ArrayList<Segment>();
        var at = 0;
        for (var open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", at)) {
            segments.add(new Literal(text.substring(at, open)));
            var close = text.indexOf("}}", open);
            var path = close < 0 ? "" : text.substring(open + 2, close).strip();
            if (!PATH.matcher(path).matches()) {
                throw new TemplateRejected(
                        open + 1,
                        close < 0
                                ? "A {{ has no closing }}"
                                : "'{{" + path + "}}' is not a variable; write {{name}} or {{path.to.value}}");
            }
            at = close + 2;
            segments.add(new Variable(path, List.of(path.split("\\.")), text.substring(open, at)));
        }
        segments.add(new Literal(text.substring(at)));
        return new Template(text, List.copyOf(segments));
    }

    /** The text with values in place, inserted once; an unknown variable stays visible as the author wrote it. */
    public String render(Map<String, Object> scope) {
        var out = new StringBuilder(text.length() + 64);
        for (var segment : segments) {
            switch (segment) {
                case Literal literal -> out.append(literal.text());
                case Variable variable -> {
                    var value = ScopePath.find(scope, variable.steps());
                    out.append(value == null ? variable.written() : TemplateValue.text(value));
                }
            }
        }
        return out.toString();
    }

    /** Paths of all variables in the text, in the order they appear. */
    public Set<String> variables() {
        var names = new LinkedHashSet<String>();
        for (var segment : segments) {
            if (segment instanceof Variable variable) {
                names.add(variable.path());
            }
        }
        return Collections.unmodifiableSet(names);
    }

    /** The variables this scope has no value for; an empty string or 0 is a value. */
    public Set<String> missing(Map<String, Object> scope) {
        var names = new LinkedHashSet<String>();
        for (var segment : segments) {
            if (segment instanceof Variable variable && ScopePath.find(scope, variable.steps()) == null) {
                names.add(variable.path());
            }
        }
        return Collections.unmodifiableSet(names);
    }

    /** As the author wrote it. */
    @JsonValue
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Template template && text.equals(template.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private sealed interface Segment {}

    private record Literal(String text) implements Segment {}

    private record Variable(String path, List<String> steps, String written) implements Segment {}
}
