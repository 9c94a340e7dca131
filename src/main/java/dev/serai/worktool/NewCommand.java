package dev.serai.worktool;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a robot is asked to do.
 *
 * @param key names the wish for ever: a second command with the same key is not taken, so a repeat is harmless
 * @param robot name of the robot
 * @param type of WorkTool, 203 for text
 * @param fields of the command as WorkTool spells them, without {@code type}
 * @param origin who asks for it, if a run does
 */
public record NewCommand(
        String key,
        String robot,
        int type,
        Map<String, Object> fields,
        @Nullable Origin origin) {

    /** WorkTool's number of the command that sends text. */
    public static final int TEXT = 203;

    /** The run and the node that ask for a command. */
    public record Origin(UUID runId, String nodeId) {}

    public NewCommand {
        fields = Map.copyOf(fields);
    }

    /** Text for one chat: a group (its remark if it has one, else its name) or a contact. */
    public static NewCommand text(String key, String robot, String target, String content, List<String> atList) {
        var fields = atList.isEmpty()
                ? Map.<String, Object>of("titleList", List.of(target), "receivedContent", content)
                : Map.<String, Object>of("titleList", List.of(target), "receivedContent", content, "atList", atList);
        return new NewCommand(key, robot, TEXT, fields, null);
    }

    /** The same wish, on behalf of a node of a run, which is told by {@link CommandFinished}. */
    public NewCommand askedBy(UUID runId, String nodeId) {
        return new NewCommand(key, robot, type, fields, new Origin(runId, nodeId));
    }
}
