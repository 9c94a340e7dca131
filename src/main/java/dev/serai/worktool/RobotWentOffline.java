package dev.serai.worktool;

import java.time.Instant;
import java.util.UUID;

/**
 * Tells the modules above that WorkTool reported a robot as offline; published as a Spring event. A report that is
 * delivered again is told again, under the same id.
 *
 * @param reportId names the report for ever
 * @param robot name of the robot
 * @param at when the report came in
 * @param report JSON text as WorkTool sent it
 */
public record RobotWentOffline(UUID reportId, String robot, Instant at, String report) {}
