package dev.serai.provider;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads an event stream (WHATWG) as it comes: any line ending, comments, several data lines, a byte order mark. An
 * event that the stream does not finish with an empty line is dropped, as the standard says.
 */
public final class SseReader {

    private static final int LONGEST_EVENT = 16 * 1024 * 1024;

    private final InputStream in;
    private final int limit;
    private final Runnable comment;
    private final StringBuilder data = new StringBuilder();
    private String id = "";
    private String event = "";
    private boolean hasData;
    private boolean first = true;
    private boolean afterReturn;

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
        this.in = new BufferedInputStream(in, 8192);
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
        var taken = new SseEvent(id, event.isEmpty() ? "message" : event, data.toString());
        event = "";
        data.setLength(0);
        hasData = false;
        return taken;
    }

    private void field(String line) throws IOException {
        var colon = line.indexOf(':');
        if (colon == 0) {
            comment.run();
            return;
        }
        var name = colon < 0 ? line : line.substring(0, colon);
        var value = colon < 0 ? "" : line.substring(line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
        switch (name) {
            case "data" -> append(value);
            case "event" -> event = value;
            case "id" -> id = value.indexOf('\0') < 0 ? value : id;
            default -> {
                // the standard ignores fields it does not know
            }
        }
    }

    private void append(String value) throws IOException {
        if (data.length() + value.length() >= limit) {
            throw new IOException("an event is longer than " + limit + " characters");
        }
        if (hasData) {
            data.append('\n');
        }
        data.append(value);
        hasData = true;
    }

    private Optional<String> line() throws IOException {
        var bytes = new ByteArrayOutputStream(256);
        for (int b = in.read(); b >= 0; b = in.read()) {
            var skip = afterReturn && b == '\n';
            afterReturn = b == '\r';
            if (skip) {
                continue;
            }
            if (b == '\n' || b == '\r') {
                return Optional.of(text(bytes));
            }
            bytes.write(b);
            if (bytes.size() > limit) {
                throw new IOException("a line is longer than " + limit + " bytes");
            }
        }
        return Optional.empty();
    }

    private String text(ByteArrayOutputStream bytes) {
        var text = bytes.toString(StandardCharsets.UTF_8);
        var marked = first && text.startsWith("\uFEFF");
        first = false;
        return marked ? text.substring(1) : text;
    }
}
