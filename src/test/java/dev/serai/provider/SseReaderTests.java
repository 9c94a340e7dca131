package dev.serai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SseReaderTests {

    private static List<SseEvent> read(String stream) throws IOException {
        return read(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<SseEvent> read(InputStream stream) throws IOException {
        var reader = new SseReader(stream, 200);
        var events = new ArrayList<SseEvent>();
        for (var event = reader.next(); event.isPresent(); event = reader.next()) {
            events.add(event.get());
        }
        return events;
    }

    @Test
    void readsNameIdAndData() throws IOException {
        assertThat(read("id: 0\nevent: Message\ndata: {}\n\n")).containsExactly(new SseEvent("0", "Message", "{}"));
    }

    @Test
    void takesAnyLineEnding() throws IOException {
        assertThat(read("data: a\r\n\r\ndata: b\r\rdata: c\n\n"))
                .extracting(SseEvent::data)
                .containsExactly("a", "b", "c");
    }

    @Test
    void takesOneSpaceAfterTheColonOrNone() throws IOException {
        assertThat(read("data:a\n\ndata:  b\n\ndata\n\n"))
                .extracting(SseEvent::data)
                .containsExactly("a", " b", "");
    }

    @Test
    void joinsTheLinesOfOneEvent() throws IOException {
        assertThat(read("data: a\ndata: b\n\n")).extracting(SseEvent::data).containsExactly("a\nb");
    }

    @Test
    void skipsCommentsUnknownFieldsAndEventsWithoutData() throws IOException {
        assertThat(read(": keep-alive\n\nevent: x\n\nretry: 5\ndata: a\n\n"))
                .containsExactly(new SseEvent("", "message", "a"));
    }

    @Test
    void remembersTheLastIdAndIgnoresAnImpossibleOne() throws IOException {
        assertThat(read("id: 7\ndata: a\n\nid: 8\0\ndata: b\n\n"))
                .extracting(SseEvent::id)
                .containsExactly("7", "7");
    }

    @Test
    void skipsAByteOrderMark() throws IOException {
        assertThat(read("\uFEFFdata: a\n\n")).extracting(SseEvent::data).containsExactly("a");
    }

    @Test
    void readsChineseThatIsSplitOverReads() throws IOException {
        var bytes = "data: 坐不下！\n\n".getBytes(StandardCharsets.UTF_8);
        var byteByByte = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(1, length));
            }
        };

        assertThat(read(byteByByte)).extracting(SseEvent::data).containsExactly("坐不下！");
    }

    @Test
    void dropsAnEventThatWasNotFinished() throws IOException {
        assertThat(read("data: a\n\ndata: b\n")).extracting(SseEvent::data).containsExactly("a");
    }

    @Test
    void refusesALineWithoutAnEnd() {
        assertThatThrownBy(() -> read("data: " + "x".repeat(300)))
                .isInstanceOf(IOException.class)
                .hasMessage("a line is longer than 200 bytes");
    }

    @Test
    void refusesAnEventWithoutAnEnd() {
        assertThatThrownBy(() -> read("data: xxxxxxxxxxxxxxxxxxxx\n".repeat(20)))
                .isInstanceOf(IOException.class)
                .hasMessage("an event is longer than 200 characters");
    }

    @Test
    void tellsOfEachComment() throws IOException {
        var alive = new AtomicInteger();
        var stream = ": hello\n\ndata: a\n: still here\n\n".getBytes(StandardCharsets.UTF_8);

        var event = new SseReader(new ByteArrayInputStream(stream), alive::incrementAndGet).next();

        assertThat(event).map(SseEvent::data).contains("a");
        assertThat(alive).hasValue(2);
    }
}
