package dev.serai.flow;

import java.util.Set;

/**
 * What the language knows about a kind of node.
 *
 * @param aliases names that authors may write instead
 * @param settings the record its {@code config} is read into
 * @param outputs fields of its output, readable as {@code nodes.<id>.<field>}
 */
public record NodeType(
        String name, Set<String> aliases, Class<? extends Record> settings, Set<String> outputs, Role role) {

    public NodeType {
        aliases = Set.copyOf(aliases);
        outputs = Set.copyOf(outputs);
    }

    /**
     * What a node of this type does, in the words of the comment on its class, or on its settings if they stand by
     * themselves; empty if that is not known.
     */
    public String description() {
        var owner = settings.getEnclosingClass();
        return SourceComment.of(owner == null ? settings : owner).text().replaceFirst("^`" + name + "`: ", "");
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
