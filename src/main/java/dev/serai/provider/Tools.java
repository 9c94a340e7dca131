package dev.serai.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tools a model may want to be called.
 *
 * @param offered none means that it can only talk
 * @param choice whether it has to
 * @param name the tool it has to call, with {@link Choice#NAMED}
 */
public record Tools(
        List<Tool> offered, Choice choice, @Nullable String name) {

    /**
     * A tool.
     *
     * @param parameters JSON Schema of an object
     */
    public record Tool(String name, String description, JsonNode parameters) {}

    /** Whether a tool is to be called. */
    public enum Choice {
        /** As the model thinks fit. */
        AUTO,
        /** No. */
        NONE,
        /** Any of them. */
        REQUIRED,
        /** The one that is named. */
        NAMED
    }

    private static final Tools NONE = new Tools(List.of(), Choice.AUTO, null);

    public Tools {
        offered = List.copyOf(offered);
        if ((choice == Choice.NAMED) != (name != null)) {
            throw new IllegalArgumentException("tools: name a tool with the choice NAMED, and with no other");
        }
    }

    /** No tools. */
    public static Tools none() {
        return NONE;
    }
}
