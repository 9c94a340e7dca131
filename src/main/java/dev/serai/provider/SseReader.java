package dev.serai.provider;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads an event stream (WHATWG) as it comes: any line ending, comments, several data lines, a byte order mark. An
 * event that the stream does not finish with an empty line is dropped, as the standard says.
 */
public final class SseReader {

    /** How nearly all lines begin. */
    private static final String DATA = "data:";

    private static final int LONGEST_EVENT = 16 * 1024 * 1024;

    private final SseLines lines;
    private final int limit;
    private final Runnable comment;
    private String data = "";
    private final StringBuilder more = new StringBuilder();
    private String id = "";
    private String event = "";
    private boolean hasData;
    private boolean first = true;

    /** Reads events of up to 16 MB. */
    public SseReader(InputStream in) {
        this(in, LONGEST_EVENT);
    }

    /** The same; tells of each comment line, which servers send to show that they are alive. */
    public SseReader(InputStream in, Runnable comment) {
        this(in, LONGEST_EVENT, comment);
    }

    SseReader(InputStream in, int limit) {
        this(in, limit, () -> {});
    }

    private SseReader(InputStream in, int limit, Runnable comment) {
        this.lines = new SseLines(in, limit);
        this.limit = limit;
        this.comment = comment;
    }

    /**
     * Waits for the next event; empty at the end of the stream.
     *
     * @throws IOException if the stream breaks off, or a line or event is too long
     */
    public Optional<SseEvent> next() throws IOException {
        for (var line = line(); line.isPresent(); line = line()) {
            if (!line.get().isEmpty()) {
                field(line.get());
            } else if (hasData) {
                return Optional.of(take());
            } else {
                event = "";
            }
        }
        return Optional.empty();
    }

    private SseEvent take() {
        var whole = more.isEmpty() ? data : data + more;
        var taken = new SseEvent(id, event.isEmpty() ? "message" : event, whole);
        event = "";
        more.setLength(0);
        hasData = false;
        return taken;
    }

    private void field(String line) throws IOException {
        if (line.startsWith(DATA)) {
            append(value(line, DATA.length()));
            return;
        }
        var colon = line.indexOf(':');
        if (colon == 0) {
            comment.run();
            return;
        }
        var name = colon < 0 ? line : line.substring(0, colon);
        var value = colon < 0 ? "" : value(line, colon + 1);
        switch (name) {
            case "data" -> append(value);
            case "event" -> event = value;
            case "id" -> id = value.indexOf('\0') < 0 ? value : id;
            default -> {
                // the standard ignores fields it does not know
            }
        }
    }

    private static String value(String line, int begin) {
        return line.substring(line.startsWith(" ", begin) ? begin + 1 : begin);
    }

    private void append(String value) throws IOException {
        if ((hasData ? data.length() + more.length() : 0) + value.length() >= limit) {
            throw new IOException("an event is longer than " + limit + " characters");
        }
        if (hasData) {
            more.append('\n').append(value);
        } else {
            data = value;
            hasData = true;
        }
    }

    private Optional<String> line() throws IOException {
        var line = lines.next();
        if (first && line.isPresent()) {
            first = false;
            return line.map(text -> text.startsWith("\uFEFF") ? text.substring(1) : text);
        }
        return line;
    }
}
