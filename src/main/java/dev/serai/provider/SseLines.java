package dev.serai.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The lines of an event stream, ended by a line feed, a carriage return or both; a last line without an end is none.
 */
final class SseLines {

    private static final int BUFFER = 8192;

    private final InputStream in;
    private final int limit;
    private final byte[] buffer = new byte[BUFFER];
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream(0);
    private int next;
    private int filled;
    private boolean afterReturn;

    /** @param limit bytes of a line at most */
    SseLines(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * Waits for the next line; empty at the end of the stream.
     *
     * @throws IOException if the stream breaks off, or a line is too long
     */
    Optional<String> next() throws IOException {
        while (next < filled || fill()) {
            if (afterReturn && buffer[next] == '\n') {
                next++;
                afterReturn = false;
                continue;
            }
            afterReturn = false;
            var end = end();
            if (begun.size() + end - next > limit) {
                throw new IOException("a line is longer than " + limit + " bytes");
            }
            if (end < filled) {
                return Optional.of(take(end));
            }
            begun.write(buffer, next, end - next);
            next = end;
        }
        return Optional.empty();
    }

    private boolean fill() throws IOException {
        next = 0;
        filled = Math.max(0, in.read(buffer, 0, buffer.length));
        return filled > 0;
    }

    private int end() {
        int at = next;
        while (at < filled && buffer[at] != '\n' && buffer[at] != '\r') {
            at++;
        }
        return at;
    }

    private String take(int end) {
        var begin = next;
        next = end + 1;
        afterReturn = buffer[end] == '\r';
        if (begun.size() == 0) {
            return new String(buffer, begin, end - begin, StandardCharsets.UTF_8);
        }
        begun.write(buffer, begin, end - begin);
        var line = begun.toString(StandardCharsets.UTF_8);
        begun.reset();
        return line;
    }
}
