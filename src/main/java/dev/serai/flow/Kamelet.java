package dev.serai.flow;

import java.util.Set;

/**
 * A Kamelet as its file describes it: a node type that needs no Java. How it works is for Camel to read, out of the
 * same text.
 *
 * @param file it was read from
 * @param text of that file
 * @param name of the node type
 * @param effect {@code none}, {@code idempotent} or {@code once}
 */
public record Kamelet(String file, String text, String name, PropertySchema schema, String effect) {

    /** Where its file names it. */
    static final String NAME = "/metadata/name";

    /** What the language must know about it. */
    public NodeType type() {
        return new NodeType(name, Set.of(), schema, Set.of("body", "headers"), NodeType.Role.STEP);
    }

    /** By which the very same text is recognised. */
    public String hash() {
        return new FlowSource(file, text, "", "").hash().substring(0, 12);
    }

    /** That something is wrong with its name. */
    public Fault misnamed(String message, String hint) {
        var place = DocumentReader.read(file, text).value(NAME);
        return new Fault(file, place.line(), place.column(), null, message, hint);
    }
}
