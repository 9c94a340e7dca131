package dev.serai.worktool;

/**
 * A message of a chat as WorkTool calls it back; what was absent is empty, 0 or false.
 *
 * @param messageId of WorkTool, often empty
 * @param spoken the text without "@robot"
 * @param rawSpoken the text with it
 * @param receivedName display name of the sender
 * @param groupName of the group
 * @param groupRemark the robot's own name for the group
 * @param roomType 1 external group, 2 external contact, 3 internal group, 4 internal contact
 * @param atMe whether the robot was called by name
 * @param textType kind of the message, 1 for text
 * @param fileBase64 the picture, if it is one and the robot passes pictures on
 */
record QaMessage(
        String messageId,
        String spoken,
        String rawSpoken,
        String receivedName,
        String groupName,
        String groupRemark,
        int roomType,
        boolean atMe,
        int textType,
        String fileBase64) {

    boolean group() {
        return switch (roomType) {
            case 1, 3 -> true;
            case 2, 4 -> false;
            default -> !groupName.isEmpty() || !groupRemark.isEmpty();
        };
    }

    /** The name to answer to: the group's remark if it has one, its name, or the sender. */
    String chat() {
        if (!group()) {
            return receivedName;
        }
        return groupRemark.isEmpty() ? groupName : groupRemark;
    }

    String content() {
        return spoken.isEmpty() ? rawSpoken : spoken;
    }

    /** True if it says nothing at all, as the calls do by which WorkTool tries an address. */
    boolean empty() {
        return messageId.isEmpty()
                && content().isEmpty()
                && receivedName.isEmpty()
                && chat().isEmpty()
                && textType == 0
                && fileBase64.isEmpty();
    }
}
