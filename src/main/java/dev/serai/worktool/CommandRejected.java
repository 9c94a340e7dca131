package dev.serai.worktool;

/** A command is not one WorkTool could carry out; the author of the flow has to change it. Nothing was stored. */
public final class CommandRejected extends RuntimeException {

    private final String field;

    CommandRejected(String field, String reason, String fix) {
        super("Command field '" + field + "' " + reason + ". " + fix);
        this.field = field;
    }

    /** The field to change. */
    public String field() {
        return field;
    }
}
