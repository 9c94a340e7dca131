package dev.serai.worktool;

/**
 * A robot of WeCom as the rest of the hub may know it; its credentials stay in this module.
 *
 * @param name by which configuration, flows and tables call it
 * @param displayName under which it speaks in chats
 * @param flow id of the flow its messages start
 * @param role what it is there for
 */
public record Robot(String name, String displayName, String flow, Role role) {

    /**
     * What a robot is there for, as configured; what nobody said is empty.
     *
     * @param group the robots it belongs to, for example {@code 售后组}
     * @param type what it does, for example {@code 客服}
     * @param persona id or role type of the persona it always speaks as
     */
    public record Role(String group, String type, String persona) {}

    /** A robot of which nobody said what it is there for. */
    public Robot(String name, String displayName, String flow) {
        this(name, displayName, flow, new Role("", "", ""));
    }
}
