package dev.serai.worktool;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What WorkTool said to a question. */
sealed interface WorkToolAnswer {

    /** The {@code data} of the answer. */
    record Data(JsonNode data) implements WorkToolAnswer {}

    /** There were too many calls. */
    record Throttled(@Nullable Duration retryAfter) implements WorkToolAnswer {}

    /** There is no answer; the question may be asked again. */
    record Failed(String reason) implements WorkToolAnswer {}
}
