package dev.serai.flow;

import java.util.List;
import java.util.stream.Collectors;

/** Settings that do not fit their node type, with every wrong field. */
public final class SettingsRejected extends FlowException {

    private final transient List<Wrong> wrongs;

    SettingsRejected(List<Wrong> wrongs) {
        super(wrongs.stream().map(Wrong::toString).collect(Collectors.joining("; ")));
        this.wrongs = List.copyOf(wrongs);
    }

    /** The wrong fields. */
    public List<Wrong> wrongs() {
        return wrongs;
    }

    /**
     * One wrong field.
     *
     * @param pointer JSON pointer to it inside the settings, for example {@code /branches/0/condition}
     * @param onKey whether its name is wrong, not its value
     * @param column where inside its text, counted from 1; 0 when the whole value is meant
     */
    public record Wrong(String pointer, boolean onKey, int column, String message, String hint) {
        @Override
        public String toString() {
            return message + (hint.isEmpty() ? "" : " (" + hint + ")");
        }
    }
}
