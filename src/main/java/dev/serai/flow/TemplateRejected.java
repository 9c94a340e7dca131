package dev.serai.flow;

/** A template whose {@code {{variables}}} cannot be understood. */
public final class TemplateRejected extends FlowException {

    private final int column;

    TemplateRejected(int column, String reason) {
        super(reason);
        this.column = column;
    }

    /** Where in the text, counted from 1. */
    public int column() {
        return column;
    }
}
