package dev.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Brings an answer over the wire in a given manner, mishaps included. */
final class Playback {

    private static final String GARBAGE = "data: {\"broken\": \"坏\n\n";

    private final Pause pause;
    private final AtomicLong hungUp = new AtomicLong();

    Playback(Pause pause) {
        this.pause = pause;
    }

    /** How many callers of a stream were gone before its end. */
    long hungUp() {
        return hungUp.get();
    }

    void forget() {
        hungUp.set(0);
    }

    void stream(Exchange exchange, List<String> events, Manner manner) throws IOException {
        begin(manner);
        var breaking = Math.min(manner.after(), events.size() - 1);
        var out = exchange.stream();
        for (var i = 0; i < events.size(); i++) {
            if (i == breaking) {
                interrupt(manner);
            }
            var event = i == breaking && manner.mishap() == Mishap.MALFORMED ? GARBAGE : events.get(i);
            send(out, event);
            pause.millis(manner.chunkDelayMs());
        }
        out.close();
    }

    private void send(OutputStream out, String event) throws IOException {
        try {
            out.write(event.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            hungUp.incrementAndGet();
            throw e;
        }
    }

    void whole(Exchange exchange, int status, JsonNode body, Manner manner) throws IOException {
        begin(manner);
        switch (manner.mishap()) {
            case MALFORMED -> exchange.reply(status, "application/json", GARBAGE.getBytes(StandardCharsets.UTF_8));
            case BREAK_AFTER_CHUNKS, HANG -> {
                exchange.replyHalf(status, Json.bytes(body));
                interrupt(manner);
            }
            case NONE, STATUS, DROP_BEFORE_FIRST_BYTE -> exchange.reply(status, body);
        }
    }

    private void begin(Manner manner) throws IOException {
        pause.millis(manner.delayMs());
        if (manner.mishap() == Mishap.DROP_BEFORE_FIRST_BYTE) {
            throw new IOException("dropped as scripted");
        }
        if (manner.mishap() == Mishap.HANG && manner.after() == 0) {
            interrupt(manner);
        }
    }

    private void interrupt(Manner manner) throws IOException {
        if (manner.mishap() == Mishap.HANG) {
            pause.hang();
            throw new IOException("hung as scripted");
        }
        if (manner.mishap() == Mishap.BREAK_AFTER_CHUNKS) {
            throw new IOException("broken off as scripted");
        }
    }
}
