package dev.serai.queue;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One piece of work on its way through the hub, with what the queue must know about it.
 *
 * @param id names this work for ever; whoever starts a run for it uses the same id, so that a second delivery is
 *     recognised
 * @param channel chooses the {@link Receiver}
 * @param address says for what inside the channel, for example the id of a flow
 * @param lane work of one lane is received one after the other, in the order it was accepted
 * @param marks by which a second copy of the same work is recognised
 * @param payload JSON text
 * @param receivedAt when it came in
 */
public record Envelope(
        UUID id, String channel, String address, String lane, List<Mark> marks, String payload, Instant receivedAt) {

    public Envelope {
        marks = List.copyOf(marks);
    }

    /** Work with a new, time-ordered id (UUIDv7, RFC 9562) and no marks. */
    public static Envelope of(String channel, String address, String lane, String payload, Instant receivedAt) {
        return new Envelope(
                UuidCreator.getTimeOrderedEpoch(receivedAt), channel, address, lane, List.of(), payload, receivedAt);
    }

    /** The same work, recognisable by these marks. */
    public Envelope marked(List<Mark> marks) {
        return new Envelope(id, channel, address, lane, marks, payload, receivedAt);
    }
}
