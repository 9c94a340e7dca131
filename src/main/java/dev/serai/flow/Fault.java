package dev.serai.flow;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong in a flow file, told so that its author can mend it.
 *
 * @param line counted from 1
 * @param column counted from 1
 * @param node id of the node it is about, if it is about one
 * @param message what is wrong
 * @param hint what to write instead
 */
public record Fault(
        String file, int line, int column, @Nullable String node, String message, String hint) {

    @Override
    public String toString() {
        var where = file + ":" + line + ":" + column + ": ";
        var subject = node == null ? "" : "[" + node + "] ";
        return where + subject + message + (hint.isEmpty() ? "" : " (" + hint + ")");
    }
}
