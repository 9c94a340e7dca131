package dev.serai.trigger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.queue.Envelope;
import dev.serai.queue.Mark;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A start of a flow that may be told twice, by this hub or another one. Both copies become the same envelope, marked by
 * the same key, and so at most one run.
 *
 * @param key the same for both copies
 * @param at the same for both copies; the id of the run begins with it
 * @param metadata what the run is told about its start
 */
record Start(String flow, String key, Instant at, ObjectNode metadata) {

    /** The channel of work that starts flows. */
    static final String CHANNEL = "flow";

    static final Duration WINDOW = Duration.ofHours(1);

    Envelope envelope(String lane, Instant now) {
        var payload = JsonNodeFactory.instance.objectNode();
        payload.set("metadata", metadata);
        return new Envelope(id(), CHANNEL, flow, lane, List.of(Mark.both(key, WINDOW)), payload.toString(), now);
    }

    /** A UUIDv7 (RFC 9562) whose random part is not random: it is made of the flow and the key. */
    UUID id() {
        var bits = ByteBuffer.wrap(sha256((flow + "\n" + key).getBytes(StandardCharsets.UTF_8)));
        var high = (at.toEpochMilli() << 16) | 0x7000L | (bits.getLong() & 0x0FFFL);
        var low = (bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    static byte[] sha256(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
