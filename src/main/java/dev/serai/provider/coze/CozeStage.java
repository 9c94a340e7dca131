package dev.serai.provider.coze;

/** How far a call had come when Coze said no; decides whether making it again does harm. */
enum CozeStage {
    /** Nothing is done by this call, such as asking what became of a run. */
    HARMLESS,
    /** A run was asked for; whether it has done anything is not known. There is no key to ask for the same run by. */
    ASKED,
    /** The run was under way. */
    UNDER_WAY
}
