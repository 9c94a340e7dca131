package dev.serai.worktool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a call that sends a command ended, by what may be done next. */
sealed interface SendOutcome {

    /** WorkTool has taken it under this id. */
    record Accepted(String messageId) implements SendOutcome {}

    /**
     * WorkTool has not taken it and said why.
     *
     * @param passing true if the same call may succeed later
     */
    record Refused(String reason, boolean passing) implements SendOutcome {}

    /** WorkTool has not taken it, for there were too many calls; it may have said how long to wait. */
    record Throttled(@Nullable Duration retryAfter) implements SendOutcome {}

    /** The call never reached WorkTool. */
    record NotSent(String reason) implements SendOutcome {}

    /** WorkTool may or may not have taken it. */
    record Unclear(String reason) implements SendOutcome {}
}
