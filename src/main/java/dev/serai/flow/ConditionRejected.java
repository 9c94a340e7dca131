package dev.serai.flow;

/** A condition or expression that cannot be understood or is not allowed. */
public final class ConditionRejected extends FlowException {

    private final int line;
    private final int column;

    ConditionRejected(int line, int column, String reason) {
        super(reason);
        this.line = line;
        this.column = column;
    }

    /** The line inside the text, counted from 1. */
    public int line() {
        return line;
    }

    /** The column inside that line, counted from 1. */
    public int column() {
        return column;
    }
}
