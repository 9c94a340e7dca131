package dev.serai.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Which settings a node type has and how they are read, whoever says so: a record, or the properties of a Kamelet. */
public interface SettingsSchema {

    /** The settings as authors of flows see them, in the order to show them. */
    List<Setting> settings();

    /**
     * The settings an author wrote, defaults filled in; the texts in them may hold {@code {{variables}}}.
     *
     * @throws SettingsRejected naming each wrong field with a hint
     */
    Record read(ObjectNode config);

    /** What a node with these settings does; empty if that is not known. */
    String description();

    /** Whether the settings themselves tell the names of variables or outputs, see {@link Naming}. */
    boolean naming();
}
