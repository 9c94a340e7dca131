package dev.serai.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run is searched by, as it began.
 *
 * @param session id of the conversation
 * @param sender name of who said something
 * @param group name of the group it was said in
 * @param robot name of the robot it was said to
 * @param rerunOf id of the run it does again
 */
record RunOrigin(
        @Nullable String session,
        @Nullable String sender,
        @Nullable String group,
        @Nullable String robot,
        @Nullable String rerunOf) {

    /** Under this name in its metadata a run keeps the id of the one it does again. */
    static final String RERUN_OF = "rerunOf";

    /** An index takes no longer texts. */
    private static final int LONGEST = 200;

    static RunOrigin of(Map<String, @Nullable Object> context) {
        var sender = text(context.get("message"), "senderName");
        return new RunOrigin(
                text(context, "sessionId"),
                sender == null ? text(context, "userName") : sender,
                text(context.get("message"), "groupName"),
                text(context, "robotId"),
                text(context.get("metadata"), RERUN_OF));
    }

    private static @Nullable String text(@Nullable Object fields, String name) {
        if (!(fields instanceof Map<?, ?> map) || !(map.get(name) instanceof String text) || text.isEmpty()) {
            return null;
        }
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }
}
