package dev.serai.worktool;

/**
 * A robot of WeCom as the rest of the hub may know it; its credentials stay in this module.
 *
 * @param name by which configuration, flows and tables call it
 * @param displayName under which it speaks in chats
 * @param flow id of the flow its messages start
 */
public record Robot(String name, String displayName, String flow) {}
