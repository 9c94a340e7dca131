package dev.serai.conversation;

/**
 * A group a robot is in.
 *
 * @param remark the robot's own name for it; empty if it has none
 * @param roomType of WorkTool
 */
public record Group(String groupId, String robotId, String name, String remark, String roomType) {}
