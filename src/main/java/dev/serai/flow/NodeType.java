package dev.serai.flow;

import java.util.Set;

/**
 * What the language knows about a kind of node.
 *
 * @param aliases names that authors may write instead
 * @param schema its settings, and how {@code config} is read
 * @param outputs fields of its output, readable as {@code nodes.<id>.<field>}
 */
public record NodeType(String name, Set<String> aliases, SettingsSchema schema, Set<String> outputs, Role role) {

    /** A type whose settings are a record. */
    public NodeType(
            String name, Set<String> aliases, Class<? extends Record> settings, Set<String> outputs, Role role) {
        this(name, aliases, new RecordSchema(settings), outputs, role);
    }

    public NodeType {
        aliases = Set.copyOf(aliases);
        outputs = Set.copyOf(outputs);
    }

    /** What a node of this type does; empty if that is not known. */
    public String description() {
        return schema.description().replaceFirst("^`" + name + "`: ", "");
    }

    /** What a node means to the shape of the graph. */
    public enum Role {
        TRIGGER,
        STEP,
        BRANCH,
        PARALLEL,
        WAIT,
        LOOP,
        END
    }
}
