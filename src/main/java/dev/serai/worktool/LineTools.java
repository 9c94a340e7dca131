package dev.serai.worktool;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the line of every robot works with. */
@Component
record LineTools(
        Commands commands,
        RobotLeases leases,
        RequestBudget budget,
        WorkToolClient client,
        CallLookup lookup,
        ResultChecks checks,
        CommandNews news,
        Clock clock,
        WorkToolProperties properties) {

    WorkToolProperties.Sending settings() {
        return properties.sending();
    }

    /** WorkTool said that there were too many calls: nobody calls for a while. */
    void throttled(@Nullable Duration retryAfter) {
        budget.pause(retryAfter == null ? settings().pauseWhenThrottled() : retryAfter);
    }
}
